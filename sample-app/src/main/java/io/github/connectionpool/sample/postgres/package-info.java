/**
 * The database of the sample: an embedded PostgreSQL, unless the user names one.
 */
@NullMarked
package io.github.connectionpool.sample.postgres;

import org.jspecify.annotations.NullMarked;
