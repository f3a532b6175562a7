package io.github.connectionpool.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import de.codecentric.boot.admin.server.ui.config.AdminServerUiProperties;
import de.codecentric.boot.admin.server.ui.extensions.UiExtension;
import de.codecentric.boot.admin.server.ui.extensions.UiExtensions;
import de.codecentric.boot.admin.server.ui.extensions.UiExtensionsScanner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the view, as the server of Spring Boot Admin looks for them.
 */
@Tag("any-jdk")
class ExtensionTests {

	private static final int LARGEST = 16 * 1024;

	@Test
	void scriptAndStyleSheetAreWhereTheServerLooks() throws IOException {
		UiExtensions extensions = extensions();
		assertThat(extensions.getJsExtensions()).extracting(UiExtension::getResourcePath)
			.containsExactly("connectionpool/connectionpool.js");
		assertThat(extensions.getCssExtensions()).extracting(UiExtension::getResourcePath)
			.containsExactly("connectionpool/connectionpool.css");
	}

	@Test
	void filesAreSmallAndTheLicenceComesAlong() throws IOException {
		for (UiExtension extension : extensions()) {
			assertThat(text(extension)).hasSizeBetween(500, LARGEST);
		}
		assertThat(getClass().getResource("/META-INF/LICENSE")).isNotNull();
	}

	@Test
	void scriptHasNoWayToWriteMarkupAndNoForeignAddress() throws IOException {
		for (UiExtension extension : extensions()) {
			assertThat(text(extension)).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
					"eval(", "Function(", "v-html", "template:", "setAttribute", "http://", "https://", "@import");
		}
	}

	private static UiExtensions extensions() throws IOException {
		return new UiExtensionsScanner(new PathMatchingResourcePatternResolver())
			.scan(new AdminServerUiProperties().getExtensionResourceLocations());
	}

	private static String text(UiExtension extension) throws IOException {
		String name = extension.getResourceLocation().substring("classpath:".length());
		try (InputStream stream = ExtensionTests.class.getResourceAsStream(name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
