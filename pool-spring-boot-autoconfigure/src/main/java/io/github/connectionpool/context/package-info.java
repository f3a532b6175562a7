/**
 * What Spring knows of the work at the moment of a borrow.
 */
@NullMarked
package io.github.connectionpool.context;

import org.jspecify.annotations.NullMarked;
