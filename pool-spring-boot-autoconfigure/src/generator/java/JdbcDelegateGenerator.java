import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;

/**
 * Writes one abstract class for each JDBC interface, with a plain delegating method for
 * every method of the interface, so that nobody writes or reviews them by hand. Run by
 * the build as a source file: {@code java JdbcDelegateGenerator.java RELEASE DIRECTORY}.
 * The interfaces are read through the compiler as that release sees them, hence every JDK
 * writes the same files.
 *
 * <p>
 * What is said of a call, and what is made of its result, is in {@link #mark} and
 * {@link #result}; what needs a thought of its own is left out by {@link Rule#byHand} and
 * written in the subclass.
 */
class JdbcDelegateGenerator {

	private static final String PACKAGE = "io.github.connectionpool.internal.jdbc";

	/** Results that read through the connection for as long as they are used. */
	private static final Set<String> PRODUCTS = Set.of("java.lang.Object", "java.sql.Blob", "java.sql.Clob",
			"java.sql.NClob", "java.sql.Array", "java.sql.SQLXML", "java.sql.Struct", "java.sql.Ref",
			"java.io.InputStream", "java.io.Reader");

	/** Make values that hold only what the application puts into them. */
	private static final Set<String> CREATED = Set.of("createArrayOf", "createStruct");

	/**
	 * Calls of a connection that may wait for the database. Others may be made while
	 * another thread runs a statement, and must not seem to end it.
	 */
	private static final Set<String> CALLS = Set.of("rollback", "setSavepoint", "releaseSavepoint",
			"setReadOnly", "setTransactionIsolation", "setCatalog", "setSchema");

	/** Calls of a connection that change the session, and not only the transaction. */
	private static final Set<String> SESSION_CALLS = Set.of("setTransactionIsolation", "setSchema");

	/** Calls of a connection that some drivers answer by asking the server. */
	private static final Set<String> ASKING = Set.of("getSchema", "getCatalog", "getTransactionIsolation");

	/** Calls of a statement that may write or ask before it is executed. */
	private static final Set<String> EARLY = Set.of("getMetaData", "getParameterMetaData", "setBlob", "setClob",
			"setNClob");

	/** Refuses a call on a connection that was taken back; notes it where calls are watched. */
	private static final String CHECK = "ensureLent()";

	/** Notes a call that does not reach the database. */
	private static final String TOUCH = "touched()";

	/** Calls that are answered after the connection was taken back, too. */
	private static final Set<String> NEVER_REFUSED = Set.of("close", "isClosed");

	private static final Set<String> CURSOR_MOVES = Set.of("next", "previous", "first", "last", "absolute", "relative",
			"beforeFirst", "afterLast", "isLast", "insertRow", "updateRow", "deleteRow", "refreshRow");

	/** One class to write: its interface, its superclass, the name of its delegate. */
	private record Rule(String type, String superclass, String delegate, Set<String> byHand) {

		String name() {
			return "Delegating" + this.type;
		}

	}

	private static final List<Rule> RULES = List.of(
			new Rule("Connection", "Monitored", "connection",
					Set.of("close", "abort", "commit", "rollback()", "setAutoCommit", "isClosed", "isValid", "setClientInfo")),
			new Rule("DatabaseMetaData", "Monitored", "metaData", Set.of()),
			new Rule("Statement", "Monitored", "statement", Set.of("getResultSet", "getGeneratedKeys", "addBatch", "clearBatch")),
			new Rule("PreparedStatement", "MonitoredStatement", "prepared", Set.of()),
			new Rule("CallableStatement", "MonitoredPreparedStatement", "callable", Set.of()),
			new Rule("ResultSet", "Monitored", "resultSet", Set.of("getStatement")));

	public static void main(String[] arguments) throws IOException {
		Path directory = Path.of(arguments[1]).resolve(PACKAGE.replace('.', '/'));
		Files.createDirectories(directory);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("--release", arguments[0]),
				List.of("java.lang.Object"), null);
		Elements elements = task.getElements();
		for (Rule rule : RULES) {
			String source = new JdbcDelegateGenerator(elements, rule).write();
			Path file = directory.resolve(rule.name() + ".java");
			// an unchanged file keeps its time, so that nothing is compiled again for it
			if (!Files.exists(file) || !Files.readString(file).equals(source)) {
				Files.writeString(file, source, StandardCharsets.UTF_8);
			}
		}
	}

	private final Elements elements;

	private final Rule rule;

	private JdbcDelegateGenerator(Elements elements, Rule rule) {
		this.elements = elements;
		this.rule = rule;
	}

	private String write() {
		TypeElement type = this.elements.getTypeElement("java.sql." + this.rule.type());
		StringBuilder source = new StringBuilder();
		source.append("package ").append(PACKAGE).append(";\n\n");
		source.append("/** Passes every call of {@link java.sql.").append(this.rule.type());
		source.append("} on to its delegate. Written by JdbcDelegateGenerator. */\n");
		source.append("@org.jspecify.annotations.NullUnmarked\n");
		source.append("public abstract class ").append(this.rule.name());
		source.append(" extends ").append(this.rule.superclass());
		source.append(" implements java.sql.").append(this.rule.type()).append(" {\n\n");
		source.append("\tfinal java.sql.").append(this.rule.type()).append(' ').append(this.rule.delegate());
		source.append(";\n\n");
		writeConstructor(source);
		if (this.rule.type().equals("Statement")) {
			source.append("\tabstract String sql();\n\n");
		}
		// sorted: the order in which the compiler lists them is not the same in every JDK
		ElementFilter.methodsIn(type.getEnclosedElements())
			.stream()
			.filter((method) -> !method.getModifiers().contains(Modifier.STATIC) && !isByHand(method))
			.sorted(Comparator.comparing(Object::toString))
			.forEach((method) -> writeMethod(source, method));
		return source.append("}\n").toString();
	}

	private void writeConstructor(StringBuilder source) {
		String type = "java.sql." + this.rule.type() + " " + this.rule.delegate();
		String declared;
		String passed;
		switch (this.rule.type()) {
			case "Connection" -> {
				declared = "io.github.connectionpool.internal.checkout.Checkout checkout";
				passed = "checkout";
			}
			case "PreparedStatement" -> {
				declared = "MonitoredConnection handle";
				passed = "handle, prepared";
			}
			case "CallableStatement" -> {
				declared = "MonitoredConnection handle, String sql";
				passed = "handle, sql, callable";
			}
			default -> {
				declared = "MonitoredConnection handle";
				passed = "handle.checkout";
			}
		}
		source.append('\t').append(this.rule.name()).append('(').append(declared).append(", ").append(type);
		source.append(") {\n\t\tsuper(").append(passed).append(");\n");
		source.append("\t\tthis.").append(this.rule.delegate()).append(" = ").append(this.rule.delegate());
		source.append(";\n\t}\n\n");
		source.append("\t@Override\n\tjava.sql.").append(this.rule.type()).append(" delegate() {\n\t\treturn this.");
		source.append(this.rule.delegate()).append(";\n\t}\n\n");
	}

	private boolean isByHand(ExecutableElement method) {
		String name = method.getSimpleName().toString();
		return this.rule.byHand().contains(name)
				|| (method.getParameters().isEmpty() && this.rule.byHand().contains(name + "()"));
	}

	private void writeMethod(StringBuilder source, ExecutableElement method) {
		List<String> declared = new ArrayList<>();
		List<String> passed = new ArrayList<>();
		method.getParameters().forEach((parameter) -> {
			String name = "p" + (passed.size() + 1);
			declared.add(parameter.asType() + " " + name);
			passed.add(name);
		});
		if (this.elements.isDeprecated(method)) {
			source.append("\t@Deprecated\n\t@SuppressWarnings(\"deprecation\")\n");
		}
		source.append("\t@Override\n\tpublic ").append(typeParameters(method)).append(method.getReturnType());
		source.append(' ').append(method.getSimpleName()).append('(').append(String.join(", ", declared)).append(')');
		if (!method.getThrownTypes().isEmpty()) {
			source.append(" throws ");
			source.append(method.getThrownTypes().stream().map(Object::toString).collect(Collectors.joining(", ")));
		}
		source.append(" {\n");
		String call = "this." + this.rule.delegate() + "." + method.getSimpleName() + "(" + String.join(", ", passed)
				+ ")";
		source.append(witnessed(method));
		writeBody(source, method, mark(method), result(method, call));
		source.append("\t}\n\n");
	}

	private static void writeBody(StringBuilder source, ExecutableElement method, String mark, String call) {
		boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
		String statement = (isVoid ? "" : "return ") + call + ";\n";
		if (!mark.startsWith("begin")) {
			source.append("\t\tthis.checkout.").append(mark).append(";\n");
			if (!mark.equals(CHECK) && canRefuse(method)) {
				source.append("\t\tthis.checkout.").append(CHECK).append(";\n");
			}
			source.append("\t\t").append(statement);
			return;
		}
		source.append("\t\tthis.checkout.").append(mark).append(";\n");
		// after the mark: who takes a connection back must see that it is used
		source.append("\t\ttry {\n\t\t\tthis.checkout.").append(CHECK).append(";\n\t\t\t").append(statement);
		source.append("\t\t}\n\t\tfinally {\n\t\t\tthis.checkout.end();\n\t\t}\n");
	}

	/** Who looks at what is asked of the database is told of it first. */
	private String witnessed(ExecutableElement method) {
		String name = method.getSimpleName().toString();
		if (this.rule.type().equals("Statement") && name.startsWith("execute") && firstParameterIsText(method)) {
			return "\t\tthis.checkout.statementSeen(p1, false);\n";
		}
		if (this.rule.type().equals("Connection") && SESSION_CALLS.contains(name)) {
			return "\t\tthis.checkout.sessionCalled(\"" + name + "\");\n";
		}
		return "";
	}

	private static boolean canRefuse(ExecutableElement method) {
		return !method.getThrownTypes().isEmpty() && !NEVER_REFUSED.contains(method.getSimpleName().toString());
	}

	/** What the checkout is told before the call. */
	private String mark(ExecutableElement method) {
		String name = method.getSimpleName().toString();
		if (!canRefuse(method)) {
			return TOUCH;
		}
		switch (this.rule.type()) {
			case "Connection":
				if (CALLS.contains(name)) {
					return "beginCall()";
				}
				// always noted: what nothing was ever done with is known to be unused
				return (name.startsWith("create") || name.startsWith("prepare") || ASKING.contains(name)) ? "used()"
						: TOUCH;
			case "DatabaseMetaData":
				// what is not known of the server by now is asked; some of it while another
				// thread runs a statement
				return isType(method.getReturnType(), "java.sql.ResultSet") ? "beginCall()" : "used()";
			case "ResultSet":
				return CURSOR_MOVES.contains(name) ? "beginFetch()" : CHECK;
			default:
				if (name.startsWith("execute")) {
					return firstParameterIsText(method) ? "beginStatement(p1)" : "beginStatement(sql())";
				}
				if (EARLY.contains(name)) {
					return "beginCall()";
				}
				return name.equals("getMoreResults") ? "beginFetch()" : CHECK;
		}
	}

	/** The call, or the call with its result led back to the handle. */
	private String result(ExecutableElement method, String call) {
		TypeMirror type = method.getReturnType();
		String name = type.toString();
		if (method.getSimpleName().contentEquals("isClosed")) {
			return "this.checkout.isRevoked() || " + call;
		}
		if (type.getKind() == TypeKind.TYPEVAR) {
			return "product(" + call + ", p2)";
		}
		switch (name) {
			case "java.sql.Connection":
				return "handle()";
			case "java.sql.DatabaseMetaData":
				return "handle().monitor(" + call + ")";
			case "java.sql.Statement":
				return "handle().monitor(" + call + ")";
			case "java.sql.PreparedStatement", "java.sql.CallableStatement":
				return "handle().monitor(" + call + ", p1)";
			case "java.sql.ResultSet":
				return "monitor(" + call + ")";
			default:
				boolean isCreated = CREATED.contains(method.getSimpleName().toString());
				return PRODUCTS.contains(name) ? (isCreated ? "created(" : "product(") + call + ")" : call;
		}
	}

	private static boolean firstParameterIsText(ExecutableElement method) {
		return !method.getParameters().isEmpty()
				&& isType(method.getParameters().get(0).asType(), "java.lang.String");
	}

	private static boolean isType(TypeMirror type, String name) {
		return type.toString().equals(name);
	}

	private static String typeParameters(ExecutableElement method) {
		if (method.getTypeParameters().isEmpty()) {
			return "";
		}
		return method.getTypeParameters()
			.stream()
			.map(TypeParameterElement::toString)
			.collect(Collectors.joining(", ", "<", "> "));
	}

}
