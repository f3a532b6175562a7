package io.github.connectionpool;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class UnitOfWorkTests {

	@AfterEach
	void nothingIsLeft() {
		assertThat(WorkUnit.current()).isNull();
	}

	@Test
	void isAtWorkBetweenBeginAndClose() {
		try (UnitOfWork work = UnitOfWork.begin("import")) {
			assertThat(WorkUnit.current()).hasToString("import");
			assertThat(work).hasToString("import");
		}
	}

	@Test
	void runsWork() {
		UnitOfWork.run("import", () -> assertThat(WorkUnit.current()).hasToString("import"));
		assertThatIllegalStateException().isThrownBy(() -> UnitOfWork.run("import", () -> {
			throw new IllegalStateException();
		}));
	}

	@Test
	void callsWork() throws Exception {
		assertThat(UnitOfWork.call("import", () -> String.valueOf(WorkUnit.current()))).isEqualTo("import");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> UnitOfWork.call("import", () -> {
			throw new IOException();
		}));
	}

	@Test
	void continuesOnTheThreadsItIsAttachedTo() {
		UnitOfWork work = UnitOfWork.unbound("exchange");
		assertThat(WorkUnit.current()).isNull();
		work.attach();
		assertThat(WorkUnit.current()).hasToString("exchange");
		work.detach();
		assertThat(WorkUnit.current()).isNull();
		work.attach();
		work.close();
	}

}
