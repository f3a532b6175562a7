package io.github.connectionpool.evaluation.capture;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CaptureArgumentsTests {

	@Test
	void everyLeakIsRunAfterMoreThanTheMinuteInWhichAPoolIsLearned() {
		CaptureArguments arguments = CaptureArguments.of("--capture");
		assertThat(arguments.scenarios()).accepts("way-out.early-return", "beside-transaction");
		assertThat(arguments.healthy()).isEqualTo(10_000);
		assertThat(arguments.calm()).isGreaterThan(Duration.ofMinutes(1));
		assertThat(arguments.out()).isEqualTo(Path.of("target"));
	}

	@Test
	void whatIsGivenIsMeant() {
		CaptureArguments arguments = CaptureArguments.of("--scenarios=way-out", "--capture", "--calm=3",
				"--healthy=500", "--out=there");
		assertThat(arguments.scenarios()).accepts("way-out.early-return").rejects("beside-transaction");
		assertThat(arguments.calm()).isEqualTo(Duration.ofSeconds(3));
		assertThat(arguments.healthy()).isEqualTo(500);
		assertThat(arguments.out()).isEqualTo(Path.of("there"));
	}

	@Test
	void refusesArgumentsThatMeanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> CaptureArguments.of("--capture", "--detectors=ours"))
			.withMessage("There is no argument --detectors for --capture");
		assertThatIllegalArgumentException().isThrownBy(() -> CaptureArguments.of("--capture", "--calm=0"))
			.withMessage("--calm must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> CaptureArguments.of("--capture", "--calm=soon"));
		assertThatIllegalArgumentException().isThrownBy(() -> CaptureArguments.of("--capture", "--healthy=9"))
			.withMessage("--healthy must be at least 10, but is 9");
		assertThatIllegalArgumentException().isThrownBy(() -> CaptureArguments.of("--capture", "--scenarios=("));
	}

}
