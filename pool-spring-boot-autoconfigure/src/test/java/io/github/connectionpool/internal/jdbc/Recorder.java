package io.github.connectionpool.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.sql.Date;
import java.sql.RowIdLifetime;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * Plays a JDBC object: notes every call, and what the checkout says while it lasts.
 */
final class Recorder implements InvocationHandler {

	private static int number;

	final List<Call> calls = new CopyOnWriteArrayList<>();

	@Nullable Object answer;

	@Nullable Throwable failure;

	@Nullable Checkout checkout;

	/** What a call does before it answers. */
	Transcript.Action before = () -> {
	};

	/** An object of an interface, every call of which comes to this. */
	<T> T play(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, this));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getDeclaringClass() == Object.class) {
			return switch (method.getName()) {
				case "equals" -> arguments != null && proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> "played";
			};
		}
		Checkout checkout = this.checkout;
		this.calls.add(new Call(method, (arguments != null) ? Arrays.asList(arguments) : List.of(),
				checkout != null && checkout.isInFlight(), (checkout != null) ? checkout.sql() : null));
		this.before.run();
		if (this.failure != null) {
			throw this.failure;
		}
		return this.answer;
	}

	/** Some value of a type, another one every time. */
	static @Nullable Object value(Class<?> type) {
		number++;
		if (type.isArray()) {
			return Array.newInstance(type.getComponentType(), 1);
		}
		if (type.isInterface()) {
			return new Recorder().play(type);
		}
		return switch (type.getSimpleName()) {
			case "void" -> null;
			case "boolean" -> true;
			case "byte" -> (byte) number;
			case "short" -> (short) number;
			case "int" -> number;
			case "long" -> (long) number;
			case "float" -> (float) number;
			case "double" -> (double) number;
			case "String" -> "text " + number;
			case "Object" -> new Object();
			case "Class" -> Object.class;
			case "BigDecimal" -> BigDecimal.valueOf(number);
			case "Date" -> new Date(number);
			case "Time" -> new Time(number);
			case "Timestamp" -> new Timestamp(number);
			case "Calendar" -> Calendar.getInstance();
			case "Properties" -> new Properties();
			case "InputStream" -> InputStream.nullInputStream();
			case "Reader" -> Reader.nullReader();
			case "SQLWarning" -> new SQLWarning();
			case "RowIdLifetime" -> RowIdLifetime.ROWID_VALID_FOREVER;
			case "URL" -> url();
			default -> throw new IllegalArgumentException(type.getName());
		};
	}

	private static URL url() {
		try {
			return new URL("http://localhost");
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** One call of a method. */
	record Call(Method method, List<@Nullable Object> arguments, boolean inFlight, @Nullable String sql) {

	}

}
