package io.github.connectionpool.internal.markup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HtmlTests {

	private final Html html = Html.document();

	@Test
	void aTextNeverBecomesMarkup() {
		this.html.open("p").text("</p><script>alert('1') & \"2\"</script>").close();
		assertThat(this.html).hasToString("<!doctype html>\n<p>&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2"
				+ "&quot;&lt;/script&gt;</p>");
	}

	@Test
	void aValueNeverLeavesItsAttribute() {
		this.html.element("a", "x", "href", "\" onclick='a()' <b>", "class", null, "hidden", "");
		assertThat(this.html)
			.hasToString("<!doctype html>\n<a href=\"&quot; onclick=&#39;a()&#39; &lt;b&gt;\" hidden>x</a>");
	}

	@Test
	void controlAndBidiCharactersAreCleaned() {
		this.html.line("a\u0000b\u001b[31mc\u202Ed\u2028e\nf\u0007").element("b", "x", "title", "1\n2\u2066");
		assertThat(this.html).hasToString("<!doctype html>\na b [31mc d e f \n<b title=\"1 2 \">x</b>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "b onclick=x", "b>", "b\"", "b/", "b'" })
	void aForeignTextIsNoName(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.html.open(name));
		assertThatIllegalArgumentException().isThrownBy(() -> this.html.open("p", name, "value"));
	}

	@Test
	void elementsWithoutContentAreNotClosed() {
		this.html.open("p").open("input", "name", "a").text("b").close();
		assertThat(this.html).hasToString("<!doctype html>\n<p><input name=\"a\">b</p>");
	}

	@Test
	void codeInASentenceIsSetAsCodeAndEscapedLikeAllElse() {
		Prose.write(this.html, "At com.shop.Orders.<init>(Orders.java:9); set spring.x.y=10. Or <b>.");
		assertThat(this.html).hasToString("<!doctype html>\nAt <code><span class=\"pkg\">com.shop.</span>"
				+ "Orders.&lt;init&gt;(Orders.java:9)</code>; set <code>spring.x.y=10</code>. Or &lt;b&gt;.");
	}

	@Test
	void linesOfCodeAreShortenedByTheirPackage() {
		assertThat(Prose
			.withoutPackages("2 at com.shop.a.Orders$1.find(Orders.java:90), com.shop is left, in com.shop.Desk.pay"))
			.isEqualTo("2 at Orders$1.find(Orders.java:90), com.shop is left, in Desk.pay");
		assertThat(Prose.shortLine("com.shop.a.Orders.find(Orders.java:90)")).isEqualTo("Orders.find");
		assertThat(Prose.shortLine("a task of worker")).isEqualTo("a task of worker");
	}

	@Test
	void aLongHostileTextTakesNoLongTime() {
		String text = "a.".repeat(50_000) + "(" + "x=".repeat(50_000);
		Prose.write(this.html, text);
		assertThat(Prose.withoutPackages(text)).isNotEmpty();
		Prose.writeLine(this.html, text);
		assertThat(this.html.length()).isGreaterThan(200_000);
	}

}
