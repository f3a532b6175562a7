package io.github.connectionpool.endpoint;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The report or JSON. A client that accepts JSON or everything beside plain text gets
 * JSON: Spring's own clients accept plain text first when they read an answer as text.
 */
enum TextOrJson implements Producible<TextOrJson> {

	/** The report. */
	TEXT,

	/** JSON, as without the header. The last one wins of those that are accepted. */
	JSON;

	@Override
	public MimeType getProducedMimeType() {
		return (this == TEXT) ? MimeTypeUtils.TEXT_PLAIN : MimeTypeUtils.APPLICATION_JSON;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
