package io.github.connectionpool.endpoint;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import io.github.connectionpool.internal.page.HtmlPage;
import io.github.connectionpool.internal.page.PageAssets;
import io.github.connectionpool.internal.page.PagePool;
import io.github.connectionpool.internal.page.PageSettings;
import io.github.connectionpool.internal.page.TextReport;

/**
 * The answers for people: the page for a browser and the report for a terminal.
 */
final class PageAnswers {

	static final String HTML = "text/html;charset=UTF-8";

	static final String TEXT = "text/plain;charset=UTF-8";

	private static final MimeType HTML_TYPE = MimeType.valueOf(HTML);

	private static final MimeType TEXT_TYPE = MimeType.valueOf(TEXT);

	private final ConnectionPoolEndpoint endpoint;

	private final Supplier<PageSettings> settings;

	PageAnswers(ConnectionPoolEndpoint endpoint, Supplier<PageSettings> settings) {
		this.endpoint = endpoint;
		this.settings = settings;
	}

	WebEndpointResponse<Object> html(boolean showValues) {
		List<PagePool> pools = this.endpoint.pages(showValues);
		return new WebEndpointResponse<>(page().all(pools, this.endpoint.applicationFindings()), HTML_TYPE);
	}

	WebEndpointResponse<Object> html(String pool, @Nullable Integer limit, String problem, boolean showValues) {
		PagePool page = (limit != null) ? this.endpoint.page(pool, limit, showValues) : null;
		if (page == null) {
			return new WebEndpointResponse<>(page().problem(problem, true), status(limit), HTML_TYPE);
		}
		return new WebEndpointResponse<>(page().pool(page), HTML_TYPE);
	}

	WebEndpointResponse<Object> text(boolean showValues) {
		List<PagePool> pools = this.endpoint.pages(showValues);
		return new WebEndpointResponse<>(TextReport.of(pools, this.endpoint.applicationFindings()), TEXT_TYPE);
	}

	WebEndpointResponse<Object> text(String pool, @Nullable Integer limit, String problem, boolean showValues) {
		PagePool page = (limit != null) ? this.endpoint.page(pool, limit, showValues) : null;
		if (page == null) {
			return new WebEndpointResponse<>(problem + "\n", status(limit), TEXT_TYPE);
		}
		return new WebEndpointResponse<>(TextReport.of(page), TEXT_TYPE);
	}

	static WebEndpointResponse<Object> asset(PageAssets asset) {
		return new WebEndpointResponse<>(asset.text(), MimeType.valueOf(asset.type()));
	}

	private static int status(@Nullable Integer limit) {
		return (limit != null) ? WebEndpointResponse.STATUS_NOT_FOUND : WebEndpointResponse.STATUS_BAD_REQUEST;
	}

	private HtmlPage page() {
		PageSettings current = this.settings.get();
		return new HtmlPage(current, current.evictable() ? CsrfHeader.current() : Map.of());
	}

	/**
	 * The report or JSON. A client that accepts JSON or everything beside plain text gets
	 * JSON: Spring's own clients accept plain text first when they read an answer as
	 * text.
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

}
