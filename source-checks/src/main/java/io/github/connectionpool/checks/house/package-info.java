/**
 * The table of structural numbers: public types, package sizes, doubled parsers, prose
 * and documents, each with its target.
 */
@NullMarked
package io.github.connectionpool.checks.house;

import org.jspecify.annotations.NullMarked;
