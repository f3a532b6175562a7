package io.github.connectionpool.endpoint;

import java.security.Principal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;
import org.springframework.util.MimeType;

import io.github.connectionpool.internal.answer.CaptureRequest;
import io.github.connectionpool.internal.answer.CaptureView;
import io.github.connectionpool.internal.page.PageAssets;
import io.github.connectionpool.internal.page.PageSettings;
import io.github.connectionpool.internal.text.PlainText;

/**
 * The web extension of the endpoint: error answers that explain a wrong request, values
 * for authorized users, a page for browsers and a report for terminals.
 */
@EndpointWebExtension(endpoint = ConnectionPoolEndpoint.class)
@SuppressWarnings("deprecation") // Spring Boot 3.5 takes a parameter for optional by this
									// Nullable only
public class ConnectionPoolEndpointWebExtension {

	private static final int MAX_ECHO = 100;

	private static final String PLAN = "plan";

	private static final String SNAPSHOT = "snapshot.json";

	private static final List<String> PARTS = List.of(PLAN, "pgbouncer.ini", SNAPSHOT);

	/** As all operations of the endpoint. */
	private static final String V3 = "application/vnd.spring-boot.actuator.v3+json";

	private static final String V2 = "application/vnd.spring-boot.actuator.v2+json";

	private static final String JSON_VALUE = "application/json";

	private static final String TEXT_VALUE = "text/plain;charset=UTF-8";

	private static final MimeType JSON = MimeType.valueOf(JSON_VALUE);

	private static final MimeType TEXT = MimeType.valueOf(TEXT_VALUE);

	private final ConnectionPoolEndpoint endpoint;

	private final Show showValues;

	private final Set<String> roles;

	private final PageAnswers people;

	/**
	 * Create.
	 * @param endpoint the endpoint
	 * @param showValues when the literals in SQL are shown
	 * @param roles the roles that may see values; empty for all authenticated users
	 * @param page the surroundings of the page, fetched at each request for it
	 */
	public ConnectionPoolEndpointWebExtension(ConnectionPoolEndpoint endpoint, Show showValues, Set<String> roles,
			Supplier<PageSettings> page) {
		this.endpoint = endpoint;
		this.showValues = showValues;
		this.roles = roles;
		this.people = new PageAnswers(endpoint, page);
	}

	/**
	 * All pools, each with its oldest checkouts.
	 * @param securityContext the caller
	 * @return the pools by name
	 */
	@ReadOperation
	public PoolsView pools(SecurityContext securityContext) {
		return this.endpoint.pools(isShown(securityContext));
	}

	/**
	 * All pools as a page for a browser.
	 * @param securityContext the caller
	 * @return an HTML document
	 */
	@ReadOperation(produces = PageAnswers.HTML)
	public WebEndpointResponse<Object> page(SecurityContext securityContext) {
		return this.people.html(isShown(securityContext));
	}

	/**
	 * All pools as a report for a terminal.
	 * @param securityContext the caller
	 * @param form the report, or JSON if the caller accepts that too
	 * @return plain text or JSON
	 */
	@ReadOperation(produces = PageAnswers.TEXT)
	public WebEndpointResponse<Object> report(SecurityContext securityContext, PageAnswers.TextOrJson form) {
		return (form == PageAnswers.TextOrJson.TEXT) ? this.people.text(isShown(securityContext))
				: new WebEndpointResponse<>(pools(securityContext), JSON);
	}

	/**
	 * One pool with its checkouts.
	 * @param securityContext the caller
	 * @param pool name of the pool
	 * @param limit how many checkouts at most; text, so that the answer to a malformed
	 * number can tell the allowed values
	 * @return the pool; 404 if there is none of that name, 400 if the limit is not
	 * allowed
	 */
	@ReadOperation
	public WebEndpointResponse<Object> pool(SecurityContext securityContext, @Selector String pool,
			@Nullable String limit) {
		Integer checked = parse(limit);
		if (checked == null) {
			return problem(WebEndpointResponse.STATUS_BAD_REQUEST, "Bad Request", message(pool, limit));
		}
		PoolView view = this.endpoint.pool(pool, checked, isShown(securityContext));
		return (view != null) ? new WebEndpointResponse<>(view) : noPool(pool);
	}

	/**
	 * One pool as a page for a browser.
	 * @param securityContext the caller
	 * @param pool name of the pool
	 * @param limit how many checkouts at most, as text
	 * @return an HTML document; 404 if there is no pool of that name, 400 if the limit is
	 * not allowed
	 */
	@ReadOperation(produces = PageAnswers.HTML)
	public WebEndpointResponse<Object> poolPage(SecurityContext securityContext, @Selector String pool,
			@Nullable String limit) {
		return this.people.html(pool, parse(limit), message(pool, limit), isShown(securityContext));
	}

	/**
	 * One pool as a report for a terminal.
	 * @param securityContext the caller
	 * @param pool name of the pool
	 * @param limit how many checkouts at most, as text
	 * @param form the report, or JSON if the caller accepts that too
	 * @return plain text or JSON; 404 if there is no pool of that name, 400 if the limit
	 * is not allowed
	 */
	@ReadOperation(produces = PageAnswers.TEXT)
	public WebEndpointResponse<Object> poolReport(SecurityContext securityContext, @Selector String pool,
			@Nullable String limit, PageAnswers.TextOrJson form) {
		if (form == PageAnswers.TextOrJson.TEXT) {
			return this.people.text(pool, parse(limit), message(pool, limit), isShown(securityContext));
		}
		WebEndpointResponse<Object> json = pool(securityContext, pool, limit);
		return new WebEndpointResponse<>(json.getBody(), json.getStatus(), JSON);
	}

	/**
	 * One part of a pool's answer, on demand: {@code plan} for the capacity that a fleet
	 * needs, {@code pgbouncer.ini} for a configuration of PgBouncer that is made for it.
	 * {@code snapshot.json} is the answer of the pool as JSON, also for a browser. The
	 * parameters are the plan's; missing ones are taken from measurements and
	 * configuration.
	 * @param securityContext the caller
	 * @param pool name of the pool; for the style sheet and the script of the page, which
	 * belong to no pool, any text
	 * @param part {@code plan}, {@code pgbouncer.ini}, {@code snapshot.json},
	 * {@code page.css} or {@code page.js}
	 * @param instances how many instances run
	 * @param requestRate borrows in a second of all instances together
	 * @param holdMillis the mean time from borrow to return
	 * @param holdTimeScv the squared coefficient of variation of that time
	 * @param transactionMillis the mean part of it in which a transaction is open
	 * @param serverLimit connections the server gives
	 * @param targetWaitMillis what 99 % of all borrows may wait at most
	 * @param poolSize the maximum that a pool has now
	 * @return the part; 404 if there is no such pool or part, 400 if a parameter is not
	 * allowed
	 */
	@ReadOperation(produces = { V3, V2, JSON_VALUE, TEXT_VALUE })
	public WebEndpointResponse<Object> part(SecurityContext securityContext, @Selector String pool,
			@Selector String part, @Nullable String instances, @Nullable String requestRate,
			@Nullable String holdMillis, @Nullable String holdTimeScv, @Nullable String transactionMillis,
			@Nullable String serverLimit, @Nullable String targetWaitMillis, @Nullable String poolSize) {
		PageAssets asset = PageAssets.find(part);
		if (asset != null) {
			return PageAnswers.asset(asset);
		}
		if (part.equals(SNAPSHOT)) {
			WebEndpointResponse<Object> json = pool(securityContext, pool, null);
			return new WebEndpointResponse<>(json.getBody(), json.getStatus(), JSON);
		}
		Map<String, @org.jspecify.annotations.Nullable String> given = new HashMap<>();
		given.put("instances", instances);
		given.put("requestRate", requestRate);
		given.put("holdMillis", holdMillis);
		given.put("holdTimeScv", holdTimeScv);
		given.put("transactionMillis", transactionMillis);
		given.put("serverLimit", serverLimit);
		given.put("targetWaitMillis", targetWaitMillis);
		given.put("poolSize", poolSize);
		try {
			return part(pool, part, given);
		}
		catch (IllegalArgumentException ex) {
			return problem(WebEndpointResponse.STATUS_BAD_REQUEST, "Bad Request", String.valueOf(ex.getMessage()));
		}
	}

	private WebEndpointResponse<Object> part(String pool, String part,
			Map<String, @org.jspecify.annotations.Nullable String> given) {
		if (!PARTS.contains(part)) {
			return problem(WebEndpointResponse.STATUS_NOT_FOUND, "Not Found",
					"there is no part '" + echo(part) + "' of a pool, the parts are " + PARTS);
		}
		PoolParts parts = this.endpoint.parts(pool);
		if (parts == null) {
			return noPool(pool);
		}
		if (!part.equals(PLAN) && !parts.isPostgres()) {
			return problem(WebEndpointResponse.STATUS_NOT_FOUND, "Not Found",
					"the pool '" + echo(pool) + "' is not connected to PostgreSQL, and PgBouncer speaks nothing else");
		}
		return part.equals(PLAN) ? new WebEndpointResponse<>(parts.plan(given), JSON)
				: new WebEndpointResponse<>(parts.pgBouncerIni(given), TEXT);
	}

	/**
	 * Take one connection away from its owner. Only with unrestricted access.
	 * @param securityContext the caller
	 * @param pool name of the pool
	 * @param id identifier of the checkout
	 * @return the checkout as it was; 404 if there is none of that identifier, 500 if the
	 * pool could not throw the connection away
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> evict(SecurityContext securityContext, @Selector String pool,
			@Selector String id) {
		try {
			CheckoutView evicted = this.endpoint.evict(pool, id, caller(securityContext), isShown(securityContext));
			return (evicted != null) ? new WebEndpointResponse<>(evicted)
					: problem(WebEndpointResponse.STATUS_NOT_FOUND, "Not Found", "there is no open checkout '"
							+ echo(id) + "' of a pool '" + echo(pool) + "'; it may have been returned");
		}
		catch (SQLException ex) {
			return problem(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR, "Internal Server Error",
					"the connection of '" + echo(id)
							+ "' was taken from the application, but its pool could not throw it away: "
							+ ex.getMessage());
		}
	}

	/**
	 * Take the stacks of a pool's borrows otherwise for a while. Only with unrestricted
	 * access.
	 * @param securityContext the caller
	 * @param pool name of the pool
	 * @param captureStack {@code always}, {@code adaptive} or {@code never}
	 * @param period a duration from one second to 24 hours, null for half an hour;
	 * callers name it {@code for}
	 * @return the order; 404 if there is no pool of that name, 400 if a parameter is not
	 * allowed
	 */
	@WriteOperation
	public WebEndpointResponse<Object> capture(SecurityContext securityContext, @Selector String pool,
			@Nullable String captureStack, @Nullable String period) {
		try {
			CaptureView order = this.endpoint.capture(pool, CaptureRequest.of(captureStack, period),
					caller(securityContext));
			return (order != null) ? new WebEndpointResponse<>(order) : noPool(pool);
		}
		catch (IllegalArgumentException ex) {
			return problem(WebEndpointResponse.STATUS_BAD_REQUEST, "Bad Request", String.valueOf(ex.getMessage()));
		}
	}

	private static String caller(SecurityContext securityContext) {
		Principal principal = securityContext.getPrincipal();
		return (principal != null) ? "'" + echo(principal.getName()) + "'" : "a caller that was not authenticated";
	}

	private boolean isShown(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

	/** Null if it is not allowed. */
	private static @Nullable Integer parse(@Nullable String limit) {
		if (limit == null) {
			return ConnectionPoolEndpoint.DEFAULT_LIMIT;
		}
		try {
			return ConnectionPoolEndpoint.checkLimit(Integer.parseInt(limit.strip()));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private WebEndpointResponse<Object> noPool(String pool) {
		return problem(WebEndpointResponse.STATUS_NOT_FOUND, "Not Found", message(pool, null));
	}

	/**
	 * Says which limits are allowed if that is the problem, else which pools there are.
	 */
	private String message(String pool, @Nullable String limit) {
		return (parse(limit) == null)
				? "limit was '" + echo(limit) + "', allowed is a whole number from 1 to "
						+ ConnectionPoolEndpoint.MAX_LIMIT
				: "there is no pool '" + echo(pool) + "', the pools are " + this.endpoint.poolNames();
	}

	private static WebEndpointResponse<Object> problem(int status, String error, String message) {
		// regardless of the requested type: a problem has no other form
		return new WebEndpointResponse<>(new Problem(status, error, message), status, JSON);
	}

	public static String echo(@Nullable String text) {
		// a line break in it must not forge a line of a log
		String given = PlainText.of(String.valueOf(text));
		return (given.length() <= MAX_ECHO) ? given : PlainText.cut(given, MAX_ECHO) + "…";
	}

	/** Shaped as Spring Boot shapes its errors. */
	record Problem(int status, String error, String message) {

	}

}
