package io.github.connectionpool.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.timeout.Timeout;

/**
 * One timeout that is in force, or missing. Null values are left out.
 *
 * @param name as it is named where it is set
 * @param layer the component that enforces it
 * @param millis the time, left out if there is no limit
 * @param value the time in words
 * @param source how it came about
 * @param note why it does not mean what it seems to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TimeoutView(String name, Timeout.Layer layer, @Nullable Long millis, String value, Timeout.Source source,
		@Nullable String note) {

	static TimeoutView of(Timeout timeout) {
		return new TimeoutView(timeout.name(), timeout.layer(),
				timeout.isUnlimited() ? null : timeout.value().toMillis(), timeout.valueText(), timeout.source(),
				timeout.note());
	}

}
