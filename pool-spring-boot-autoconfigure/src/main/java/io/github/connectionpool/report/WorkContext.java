package io.github.connectionpool.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.PlainText;

/**
 * A description of the work that borrowed a connection, given by a
 * {@code ContextContributor} of the application. Control characters and line separators
 * are replaced by spaces, and long texts are cut. Immutable.
 *
 * @param kind the kind of work, as {@code message}; at most 50 characters
 * @param name the name of the work, the same each time that the same work is done, as the
 * name of a queue; at most 200 characters
 * @param attributes values that differ from one unit of work to the next, as an
 * identifier; at most 8, with names of at most 50 characters and values of at most 200
 * @since 0.1.0
 */
public record WorkContext(String kind, String name, Map<String, String> attributes) {

	private static final int MAX_ATTRIBUTES = 8;

	private static final int MAX_WORD = 50;

	private static final int MAX_TEXT = 200;

	/**
	 * Create. Attributes without a name or a value are left out.
	 * @param kind the kind of work
	 * @param name the name of the work
	 * @param attributes values that differ from one unit of work to the next
	 * @throws IllegalArgumentException if the kind or the name is blank
	 */
	public WorkContext {
		kind = text(Objects.requireNonNull(kind, "kind must not be null"), MAX_WORD);
		name = text(Objects.requireNonNull(name, "name must not be null"), MAX_TEXT);
		if (kind.isBlank() || name.isBlank()) {
			throw new IllegalArgumentException("The kind and the name of a WorkContext must not be blank: kind '" + kind
					+ "', name '" + name + "'");
		}
		attributes = plain(attributes);
	}

	/**
	 * A description without attributes.
	 * @param kind the kind of work
	 * @param name the name of the work
	 * @return the description
	 * @throws IllegalArgumentException if the kind or the name is blank
	 */
	public static WorkContext of(String kind, String name) {
		return new WorkContext(kind, name, Map.of());
	}

	/**
	 * A description without attributes, if there is a name.
	 * @param kind the kind of work
	 * @param name the name of the work, may be null or blank
	 * @return the description, null if there is no name
	 * @throws IllegalArgumentException if the kind is blank
	 */
	public static @Nullable WorkContext ofNullable(String kind, @Nullable String name) {
		return (name != null && !name.isBlank()) ? of(kind, name) : null;
	}

	/**
	 * The same description with one attribute more.
	 * @param attribute name of the attribute
	 * @param value its value; nothing is added if it is null
	 * @return a new description
	 */
	public WorkContext with(String attribute, @Nullable String value) {
		if (value == null) {
			return this;
		}
		Map<String, String> more = new LinkedHashMap<>(this.attributes);
		more.put(attribute, value);
		return new WorkContext(this.kind, this.name, more);
	}

	/**
	 * The same description without attributes, equal for all units of the same work.
	 * @return this, if it has none
	 */
	public WorkContext withoutAttributes() {
		return this.attributes.isEmpty() ? this : of(this.kind, this.name);
	}

	/**
	 * The description in words.
	 * @return as {@code message orders.created (tenant=acme)}
	 */
	@Override
	public String toString() {
		String work = this.kind + " " + this.name;
		if (this.attributes.isEmpty()) {
			return work;
		}
		StringBuilder text = new StringBuilder(work);
		String before = " (";
		for (Map.Entry<String, String> attribute : this.attributes.entrySet()) {
			text.append(before).append(attribute.getKey()).append('=').append(attribute.getValue());
			before = ", ";
		}
		return text.append(')').toString();
	}

	@SuppressWarnings("ConstantValue") // applications may pass null all the same
	private static Map<String, String> plain(Map<String, String> attributes) {
		if (attributes.isEmpty()) {
			return Map.of();
		}
		Map<String, String> plain = new LinkedHashMap<>();
		for (Map.Entry<String, String> attribute : attributes.entrySet()) {
			if (attribute.getKey() != null && attribute.getValue() != null && plain.size() < MAX_ATTRIBUTES) {
				plain.put(text(attribute.getKey(), MAX_WORD), text(attribute.getValue(), MAX_TEXT));
			}
		}
		return Collections.unmodifiableMap(plain);
	}

	/** Cut before it is cleaned: the text may be of any length. */
	private static String text(String text, int maxLength) {
		return PlainText.of(PlainText.cut(text, maxLength));
	}

}
