package io.github.connectionpool;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The signatures that users of a type may compile against, a line for each: the type with
 * its supertypes, and its public and protected members.
 */
final class ApiSignatures {

	private static final List<String> OF_ANY_OBJECT = List.of("equals", "hashCode", "toString");

	private ApiSignatures() {
	}

	/** Of a public type and the public types within it. */
	static Stream<String> of(Class<?> type) {
		if (!Modifier.isPublic(type.getModifiers())) {
			return Stream.empty();
		}
		Stream<String> own = Stream.of(Stream.of(type(type)), fields(type), constructors(type), methods(type))
			.flatMap((lines) -> lines);
		return Stream.concat(own, Arrays.stream(type.getDeclaredClasses()).flatMap(ApiSignatures::of));
	}

	private static String type(Class<?> type) {
		List<String> supertypes = new ArrayList<>();
		if (type.getGenericSuperclass() != null && !type.getGenericSuperclass().equals(Object.class)) {
			supertypes.add(type.getGenericSuperclass().getTypeName());
		}
		Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName).sorted().forEach(supertypes::add);
		return type.getName() + " : " + kind(type) + (supertypes.isEmpty() ? "" : " of " + supertypes);
	}

	private static String kind(Class<?> type) {
		String kind = type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
		boolean open = !type.isInterface() && !Modifier.isFinal(type.getModifiers()) && !type.isEnum();
		return open ? "open " + kind : kind;
	}

	private static Stream<String> fields(Class<?> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter(ApiSignatures::isShown)
			.map((field) -> line(field, (field.isEnumConstant() ? "constant " : modifiers(field) + "field ")
					+ nullable(field, field.getAnnotatedType()) + field.getGenericType().getTypeName()));
	}

	private static Stream<String> constructors(Class<?> type) {
		return Arrays.stream(type.getDeclaredConstructors())
			.filter(ApiSignatures::isShown)
			.map((constructor) -> type.getName() + "#new" + parameters(constructor));
	}

	private static Stream<String> methods(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter(ApiSignatures::isShown)
			.filter((method) -> !method.isBridge() && !OF_ANY_OBJECT.contains(method.getName()))
			.map((method) -> line(method, parameters(method) + " " + modifiers(method)
					+ nullable(method, method.getAnnotatedReturnType()) + method.getGenericReturnType().getTypeName()));
	}

	private static String line(Member member, String rest) {
		return member.getDeclaringClass().getName() + "#" + member.getName()
				+ (rest.startsWith("(") ? rest : " " + rest);
	}

	private static boolean isShown(Member member) {
		return !member.isSynthetic()
				&& (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
	}

	private static String modifiers(Member member) {
		boolean interfaceMethod = member instanceof Method && member.getDeclaringClass().isInterface();
		boolean isDefault = member instanceof Method method && method.isDefault();
		int modifiers = member.getModifiers();
		return (Modifier.isStatic(modifiers) ? "static " : "") + (isDefault ? "default " : "")
				+ (interfaceMethod && Modifier.isAbstract(modifiers) ? "abstract " : "")
				+ (Modifier.isProtected(modifiers) ? "protected " : "");
	}

	private static String parameters(Executable executable) {
		Type[] types = executable.getGenericParameterTypes();
		AnnotatedType[] annotated = executable.getAnnotatedParameterTypes();
		boolean complete = types.length == annotated.length;
		String parameters = Stream.iterate(0, (i) -> i < types.length, (i) -> i + 1)
			.map((i) -> (complete ? nullable(executable, annotated[i]) : "") + types[i].getTypeName())
			.collect(Collectors.joining(", ", "(", ")"));
		Type[] exceptions = executable.getGenericExceptionTypes();
		return parameters + ((exceptions.length > 0)
				? " throws "
						+ Arrays.stream(exceptions).map(Type::getTypeName).sorted().collect(Collectors.joining(", "))
				: "");
	}

	private static String nullable(AnnotatedElement member, AnnotatedType type) {
		return (type.isAnnotationPresent(Nullable.class) || member.isAnnotationPresent(Nullable.class)) ? "@Nullable "
				: "";
	}

}
