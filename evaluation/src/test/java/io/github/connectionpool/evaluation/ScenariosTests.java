package io.github.connectionpool.evaluation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;

import static org.assertj.core.api.Assertions.assertThat;

class ScenariosTests {

	private final List<ScenarioFacts> facts = Scenarios.all().stream().map(Candidate::facts).toList();

	private final List<Candidate> candidates = Stream.concat(Scenarios.all().stream(), Scenarios.practised().stream())
		.toList();

	@Test
	void thereAreSixtyLeaksAndSixtyInnocentsAtLeast() {
		assertThat(this.facts).filteredOn((one) -> one.truth().isLeak()).hasSizeGreaterThanOrEqualTo(60);
		assertThat(this.facts).filteredOn((one) -> !one.truth().isLeak()).hasSizeGreaterThanOrEqualTo(60);
	}

	@Test
	void namesAreUnique() {
		assertThat(this.candidates).extracting((candidate) -> candidate.facts().name()).doesNotHaveDuplicates();
	}

	@Test
	void everyLeakFollowsAClassAndNoInnocentDoes() {
		assertThat(this.facts).allSatisfy((one) -> assertThat(one.leakClass() != null).isEqualTo(one.truth().isLeak()));
	}

	@Test
	void everyScenarioIsBorrowedForInAMethodThatExists() {
		assertThat(this.candidates).allSatisfy((candidate) -> {
			Class<?> type = candidate.factory().get().getClass();
			String borrows = type.getAnnotation(Label.class).borrows();
			assertThat(borrows.equals("<init>") || methods(type).anyMatch((method) -> method.getName().equals(borrows)))
				.as(type + " " + borrows)
				.isTrue();
		});
	}

	private static Stream<Method> methods(Class<?> type) {
		Class<?> top = (type.getEnclosingClass() != null) ? type.getEnclosingClass() : type;
		return Stream.concat(Stream.of(top), Arrays.stream(top.getDeclaredClasses()))
			.flatMap((one) -> Arrays.stream(one.getDeclaredMethods()));
	}

}
