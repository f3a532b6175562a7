package io.github.connectionpool.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The style sheet and the script of the page, which the endpoint serves itself, so that a
 * policy of {@code 'self'} allows them.
 */
public enum PageAssets {

	/** The style sheet. */
	STYLE("page.css", "text/css;charset=UTF-8"),

	/** The script. */
	SCRIPT("page.js", "text/javascript;charset=UTF-8");

	/** Stands where the name of a pool would; assets belong to no pool. */
	static final String FOLDER = "-";

	private final String file;

	private final String type;

	private final String text;

	PageAssets(String file, String type) {
		this.file = file;
		this.type = type;
		this.text = read(file);
	}

	/**
	 * Find an asset.
	 * @param file the name of its file
	 * @return null if there is none of that name
	 */
	public static @Nullable PageAssets find(String file) {
		for (PageAssets asset : values()) {
			if (asset.file.equals(file)) {
				return asset;
			}
		}
		return null;
	}

	/**
	 * The media type.
	 * @return with its charset
	 */
	public String type() {
		return this.type;
	}

	/**
	 * The content.
	 * @return as it is sent
	 */
	public String text() {
		return this.text;
	}

	String path(String base) {
		return base + "/" + FOLDER + "/" + this.file;
	}

	private static String read(String file) {
		try (InputStream in = PageAssets.class.getResourceAsStream(file)) {
			if (in == null) {
				throw new IllegalStateException(file + " is missing beside " + PageAssets.class.getName());
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
