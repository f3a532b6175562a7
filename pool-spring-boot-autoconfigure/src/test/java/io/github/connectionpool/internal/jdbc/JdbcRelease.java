package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;

/**
 * The methods of JDBC's interfaces as the oldest supported Java has them, whatever the
 * Java in use has added.
 */
final class JdbcRelease {

	static final List<Class<?>> TYPES = List.of(Connection.class, DatabaseMetaData.class, Statement.class,
			PreparedStatement.class, CallableStatement.class, ResultSet.class);

	private static final String RELEASE = "17";

	private static final Map<Class<?>, Set<String>> KNOWN = known();

	private JdbcRelease() {
	}

	/** The methods of an interface, inherited ones too, except those of Wrapper. */
	static List<Method> methods(Class<?> type) {
		Set<String> known = Objects.requireNonNull(KNOWN.get(type));
		return Arrays.stream(type.getMethods())
			.filter((method) -> method.getDeclaringClass() != Wrapper.class)
			.filter((method) -> !Modifier.isStatic(method.getModifiers()) && known.contains(describe(method)))
			.toList();
	}

	private static String describe(Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getTypeName)
			.collect(Collectors.joining(",", method.getName() + "(", ")"));
	}

	private static Map<Class<?>, Set<String>> known() {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("--release", RELEASE),
				List.of("java.lang.Object"), null);
		Map<Class<?>, Set<String>> known = new HashMap<>();
		for (Class<?> type : TYPES) {
			TypeElement element = task.getElements().getTypeElement(type.getName());
			known.put(type,
					ElementFilter.methodsIn(task.getElements().getAllMembers(element))
						.stream()
						.map((method) -> method.getParameters()
							.stream()
							.map((parameter) -> task.getTypes().erasure(parameter.asType()).toString())
							.collect(Collectors.joining(",", method.getSimpleName() + "(", ")")))
						.collect(Collectors.toSet()));
		}
		return known;
	}

}
