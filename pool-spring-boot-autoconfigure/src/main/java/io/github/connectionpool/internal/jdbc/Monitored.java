package io.github.connectionpool.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Wrapper;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * What all wrappers share: the way back to the handle, {@link Wrapper}, and the care for
 * what is made from them. Public, as its subclasses are, so that their methods can be
 * called by reflection; instances come from a {@link MonitoredDataSource} only.
 */
public abstract class Monitored implements Wrapper {

	final Checkout checkout;

	Monitored(Checkout checkout) {
		this.checkout = checkout;
	}

	/**
	 * The connection the application holds. Strong, so that whoever holds this holds it.
	 */
	abstract MonitoredConnection handle();

	abstract Wrapper delegate();

	/** A result set that was made from this, led back to the handle. */
	@Nullable ResultSet monitor(@Nullable ResultSet resultSet) {
		return (resultSet != null) ? new MonitoredResultSet(handle(), null, resultSet) : null;
	}

	/** A value that may go on reading through the connection. */
	final <T> @Nullable T product(@Nullable T value) {
		if (value == null || value instanceof String || value instanceof Number) {
			return value;
		}
		return other(value);
	}

	/** The same for a value of a type that the application has named. */
	final <T> @Nullable T product(@Nullable T value, Class<T> type) {
		if (value instanceof ResultSet && !type.isAssignableFrom(MonitoredResultSet.class)) {
			// the driver's own class was asked for
			this.checkout.driverUnwrapped();
			HandleRetention.tie(value, handle());
			return value;
		}
		return product(value);
	}

	@SuppressWarnings("unchecked") // a result set is only returned where its interface
									// was asked for
	private <T> @Nullable T other(T value) {
		if (value instanceof ResultSet resultSet) {
			return (T) monitor(resultSet);
		}
		if (value instanceof Array || value instanceof Struct || value instanceof Ref || isReadingStream(value)) {
			HandleRetention.tieReader(value, handle());
		}
		else if (value instanceof Blob || value instanceof Clob || value instanceof SQLXML) {
			HandleRetention.tie(value, handle());
			// what a stream made from it reads is not seen, nor is that one tied
			this.checkout.driverUnwrapped();
		}
		else if (value instanceof InputStream || value instanceof Reader) {
			HandleRetention.tie(value, handle());
		}
		return value;
	}

	private static boolean isReadingStream(Object value) {
		return (value instanceof InputStream || value instanceof Reader) && !isInMemory(value);
	}

	/** What several drivers return for values that came with the row. */
	private static boolean isInMemory(Object value) {
		Class<?> type = value.getClass();
		return type == ByteArrayInputStream.class || type == StringReader.class || type == CharArrayReader.class;
	}

	/** A value that holds what the application has put into it. */
	final <T> @Nullable T created(@Nullable T value) {
		if (value != null) {
			HandleRetention.tie(value, handle());
		}
		return value;
	}

	/**
	 * The wrapper itself for its own class; for all else what the pool's object answers,
	 * so that nothing changes for the application; failing that, the pool's object.
	 */
	@Override
	public final <T> T unwrap(Class<T> type) throws SQLException {
		Wrapper delegate = delegate();
		if (isOwn(type)) {
			return type.cast(this);
		}
		// a use, before and after: who takes connections back must see it
		this.checkout.used();
		this.checkout.ensureLent();
		boolean poolsObject = type.isInstance(delegate) && !delegate.isWrapperFor(type);
		T unwrapped = poolsObject ? type.cast(delegate) : delegate.unwrap(type);
		this.checkout.driverUnwrapped();
		this.checkout.used();
		return unwrapped;
	}

	@Override
	public final boolean isWrapperFor(Class<?> type) throws SQLException {
		Wrapper delegate = delegate();
		if (isOwn(type)) {
			return true;
		}
		this.checkout.touched();
		this.checkout.ensureLent();
		return delegate.isWrapperFor(type) || type.isInstance(delegate);
	}

	private boolean isOwn(Class<?> type) {
		return type.isInstance(this) && !type.isInstance(delegate());
	}

	@Override
	public final String toString() {
		return delegate().toString();
	}

}
