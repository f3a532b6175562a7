package io.github.connectionpool.benchmarks;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.connectionpool.benchmarks.result.GroupResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArgumentsTests {

	private static final Group BORROW = new NamedGroup("borrow");

	private static final Group STARTUP = new NamedGroup("startup");

	private static final List<Group> GROUPS = List.of(BORROW, STARTUP);

	@Test
	void nothingHasToBeSaid() {
		assertThat(Arguments.of(GROUPS)).isEqualTo(new Arguments(GROUPS, Effort.FULL, Path.of("target/benchmarks")));
	}

	@Test
	void allCanBeSaid() {
		assertThat(Arguments.of(GROUPS, "--group=startup", "--effort=smoke", "--output=results"))
			.isEqualTo(new Arguments(List.of(STARTUP), Effort.SMOKE, Path.of("results")));
	}

	@Test
	void allGroupsCanBeMeant() {
		assertThat(Arguments.of(GROUPS, "--group=all").groups()).containsExactly(BORROW, STARTUP);
	}

	@ParameterizedTest
	@CsvSource({ "--group=lend, '--group has to be one of borrow, startup, all, not ''lend'''",
			"--effort=FULL, '--effort has to be one of smoke, full, not ''FULL'''",
			"--out=x, 'There is no argument ''--out=x'', only --group, --effort, --output, each with ''='' and a value'",
			"--group, 'There is no argument ''--group'', only --group, --effort, --output, each with ''='' and a value'" })
	void whatIsWrongIsNamedWithWhatIsAllowed(String argument, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.of(GROUPS, argument)).withMessage(message);
	}

	@Test
	void nothingIsSaidTwice() {
		assertThatIllegalArgumentException().isThrownBy(() -> Arguments.of(GROUPS, "--group=borrow", "--group=startup"))
			.withMessage("--group can be said once");
	}

	@Test
	void groupsHaveNamesOfTheirOwn() {
		assertThat(Groups.all()).extracting(Group::name).doesNotHaveDuplicates().doesNotContain("all");
	}

	/** Measures nothing. */
	private record NamedGroup(String name) implements Group {

		@Override
		public GroupResult measure(Effort effort, Progress progress) {
			throw new UnsupportedOperationException();
		}

	}

}
