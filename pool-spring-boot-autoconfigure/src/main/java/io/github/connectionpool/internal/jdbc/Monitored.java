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
 * The common part of all wrappers: the handle, {@link Wrapper}, and the wrapping of
 * objects that the wrapped one makes. Public, as its subclasses are, so that their
 * methods can be called by reflection. Instances come from a {@link MonitoredDataSource}
 * only.
 */
public abstract class Monitored implements Wrapper {

	final Checkout checkout;

	Monitored(Checkout checkout) {
		this.checkout = checkout;
	}

	/**
	 * The connection that the application holds. A strong reference, so that the handle
	 * is reachable for as long as this wrapper is.
	 */
	abstract MonitoredConnection handle();

	abstract Wrapper delegate();

	/** Wrap a result set that was made from this, so that it keeps the handle. */
	@Nullable ResultSet monitor(@Nullable ResultSet resultSet) {
		return (resultSet != null) ? new MonitoredResultSet(handle(), null, resultSet) : null;
	}

	/** A value that may read through the connection later. */
	final <T> @Nullable T product(@Nullable T value) {
		if (value == null || value instanceof String || value instanceof Number) {
			return value;
		}
		return other(value);
	}

	/**
	 * A value that may read through the connection later, of a type that the application
	 * has named.
	 */
	final <T> @Nullable T product(@Nullable T value, Class<T> type) {
		if (value instanceof ResultSet && !type.isAssignableFrom(MonitoredResultSet.class)) {
			// the application has asked for the driver's own class
			this.checkout.driverUnwrapped();
			HandleRetention.tie(value, handle());
			return value;
		}
		return product(value);
	}

	@SuppressWarnings("unchecked") // a result set is only returned if its interface
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
			// reads of a stream made from it are not seen, and that stream does not keep
			// the handle
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

	/**
	 * Whether a stream is of a kind that several drivers return for values that came with
	 * the row.
	 */
	private static boolean isInMemory(Object value) {
		Class<?> type = value.getClass();
		return type == ByteArrayInputStream.class || type == StringReader.class || type == CharArrayReader.class;
	}

	/** A value that holds data that the application has put into it. */
	final <T> @Nullable T created(@Nullable T value) {
		if (value != null) {
			HandleRetention.tie(value, handle());
		}
		return value;
	}

	/**
	 * Returns the wrapper itself for the wrapper's own class. For all other classes it
	 * returns the answer of the pool's object, so that nothing changes for the
	 * application; failing that, the pool's object.
	 */
	@Override
	public final <T> T unwrap(Class<T> type) throws SQLException {
		Wrapper delegate = delegate();
		if (isOwn(type)) {
			return type.cast(this);
		}
		// a use before and after, which a revocation must see
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
