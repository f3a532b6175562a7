package io.github.connectionpool.sample.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A whole number among the parameters of a request.
 *
 * @param name the parameter's name
 * @param min the smallest number allowed
 * @param max the largest number allowed
 */
public record IntParameter(String name, int min, int max) {

	/**
	 * How long something lasts.
	 */
	public static final IntParameter SECONDS = new IntParameter("seconds", 1, 600);

	public int parse(String given) {
		try {
			int number = Integer.parseInt(given);
			if (number >= this.min && number <= this.max) {
				return number;
			}
			throw refusal(given, null);
		}
		catch (NumberFormatException ex) {
			throw refusal(given, ex);
		}
	}

	private ResponseStatusException refusal(String given, @Nullable Throwable cause) {
		String message = "Parameter '%s' must be a whole number from %d to %d, but '%s' was given".formatted(this.name,
				this.min, this.max, given);
		return new ResponseStatusException(HttpStatus.BAD_REQUEST, message, cause);
	}

}
