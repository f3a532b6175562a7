package io.github.connectionpool.internal.context;

/**
 * A part of the context of a borrow. Each part is a bean of the configuration that has
 * its library.
 */
@FunctionalInterface
public interface ContextPart {

	/**
	 * Add this part, if its beans exist. Called once, after all singletons were made.
	 * @param parts the parts so far
	 */
	void addTo(ContextParts parts);

}
