package io.github.connectionpool.autoconfigure;

import io.github.connectionpool.internal.text.PlainText;

/**
 * Thrown when a property has a value that makes no sense.
 */
final class InvalidPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String value;

	private final String allowed;

	InvalidPropertyException(String property, Object value, String allowed) {
		super(property + " is '" + PlainText.of(String.valueOf(value)) + "', allowed is " + allowed);
		this.property = property;
		this.value = PlainText.of(String.valueOf(value));
		this.allowed = allowed;
	}

	/**
	 * The property.
	 * @return its name
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * What it was set to.
	 * @return the value as text
	 */
	public String getValue() {
		return this.value;
	}

	/**
	 * What it may be set to.
	 * @return a phrase
	 */
	public String getAllowed() {
		return this.allowed;
	}

}
