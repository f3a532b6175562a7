package io.github.connectionpool.report;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class WorkContextTests {

	@Test
	void saysItsKindItsNameAndItsAttributes() {
		assertThat(WorkContext.of("message", "orders.created")).hasToString("message orders.created");
		assertThat(WorkContext.of("message", "orders.created").with("tenant", "acme").with("partition", "3"))
			.hasToString("message orders.created (tenant=acme, partition=3)");
	}

	@Test
	void aNameThatIsMissingMakesNoContext() {
		assertThat(WorkContext.ofNullable("tenant", null)).isNull();
		assertThat(WorkContext.ofNullable("tenant", " ")).isNull();
		assertThat(WorkContext.ofNullable("tenant", "acme")).isEqualTo(WorkContext.of("tenant", "acme"));
	}

	@Test
	@SuppressWarnings("NullAway") // an application may not be checked by it
	void aKindAndANameAreNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkContext.of(" ", "acme"));
		assertThatIllegalArgumentException().isThrownBy(() -> WorkContext.of("tenant", "\n"));
		assertThatNullPointerException().isThrownBy(() -> WorkContext.of("tenant", null))
			.withMessage("name must not be null");
	}

	@Test
	void hostileTextsAreCleanedAndCut() {
		WorkContext hostile = WorkContext
			.of("k\u001b[31m" + "k".repeat(1_000_000), "n\nERROR forged" + "n".repeat(1_000_000))
			.with("a\u202e" + "a".repeat(1_000_000), "v\r" + "v".repeat(1_000_000));
		assertThat(hostile.kind()).startsWith("k [31m").hasSize(50);
		assertThat(hostile.name()).startsWith("n ERROR forged").hasSize(200);
		assertThat(hostile.attributes()).hasSize(1).allSatisfy((name, value) -> {
			assertThat(name).startsWith("a ").hasSize(50);
			assertThat(value).startsWith("v ").hasSize(200);
		});
	}

	@Test
	void attributesAreFewAndNeverNull() {
		Map<String, String> many = new LinkedHashMap<>();
		many.put("none", null);
		many.put(null, "none");
		for (int i = 0; i < 1_000; i++) {
			many.put("attribute-" + i, "value");
		}
		WorkContext context = new WorkContext("kind", "name", many);
		assertThat(context.attributes()).hasSize(8).containsKey("attribute-0").doesNotContainKey("none");
		assertThat(context.with("more", null)).isSameAs(context);
	}

	@Test
	void attributesCannotBeChangedAfterwards() {
		Map<String, String> attributes = new LinkedHashMap<>(Map.of("tenant", "acme"));
		WorkContext context = new WorkContext("kind", "name", attributes);
		attributes.put("tenant", "other");
		assertThat(context.attributes()).isEqualTo(Map.of("tenant", "acme")).isUnmodifiable();
	}

	@Test
	void withoutAttributesUnitsOfTheSameWorkAreEqual() {
		WorkContext one = WorkContext.of("message", "orders").with("offset", "1");
		WorkContext two = WorkContext.of("message", "orders").with("offset", "2");
		assertThat(one).isNotEqualTo(two);
		assertThat(one.withoutAttributes()).isEqualTo(two.withoutAttributes());
	}

}
