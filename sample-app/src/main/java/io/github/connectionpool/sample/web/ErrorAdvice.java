package io.github.connectionpool.sample.web;

import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * Turns errors into answers that name the fault.
 */
@RestControllerAdvice
final class ErrorAdvice extends ResponseEntityExceptionHandler {

	@ExceptionHandler({ CannotGetJdbcConnectionException.class, CannotCreateTransactionException.class,
			SQLTransientConnectionException.class })
	ProblemDetail noConnection(Exception ex) {
		String detail = NestedExceptionUtils.getMostSpecificCause(ex).getMessage();
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, whatIsWrongWith(ex));
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private static @Nullable String whatIsWrongWith(HttpMessageNotReadableException ex) {
		Throwable cause = ex.getMostSpecificCause();
		if (cause instanceof JacksonException json) {
			return json.getOriginalMessage();
		}
		return (cause != ex) ? cause.getMessage() : "The request has no body";
	}

}
