package io.github.connectionpool.checks.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;

/**
 * Writes the public and protected declarations of sources, one a line: a type, and each
 * member behind the name of its type. Types are named as the source names them.
 */
final class ApiSignatures {

	private final Set<String> lines = new LinkedHashSet<>();

	private ApiSignatures() {
	}

	static List<String> of(List<CompilationUnitTree> units) {
		ApiSignatures signatures = new ApiSignatures();
		for (CompilationUnitTree unit : units) {
			for (Tree declaration : unit.getTypeDecls()) {
				if (declaration instanceof ClassTree type && isOpen(type.getModifiers())) {
					signatures.type(String.valueOf(unit.getPackageName()), type);
				}
			}
		}
		return signatures.lines.stream().sorted().toList();
	}

	private void type(String owner, ClassTree type) {
		String name = owner + "." + type.getSimpleName();
		boolean inInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
		this.lines.add(name + ": " + header(type));
		for (Tree member : type.getMembers()) {
			if (member instanceof ClassTree nested && (inInterface || isOpen(nested.getModifiers()))) {
				type(name, nested);
			}
			else if (member instanceof MethodTree method
					&& (inInterface ? isNotPrivate(method) : isOpen(method.getModifiers()))) {
				if (!isCompactConstructor(type, method)) {
					this.lines.add(name + "#" + signature(type, method));
				}
			}
			else if (member instanceof VariableTree field) {
				field(name, type, field, inInterface);
			}
		}
	}

	private void field(String name, ClassTree type, VariableTree field, boolean inInterface) {
		if (isComponent(type, field)) {
			this.lines.add(name + "#" + typed(field.getModifiers(), field.getType()) + " " + field.getName() + "()");
		}
		else if (inInterface || isOpen(field.getModifiers())) {
			this.lines
				.add(name + "#" + (isConstant(type, field) ? "constant " + field.getName() : flags(field.getModifiers())
						+ typed(field.getModifiers(), field.getType()) + " " + field.getName()));
		}
	}

	private static String header(ClassTree type) {
		List<String> parts = new ArrayList<>();
		String kind = switch (type.getKind()) {
			case INTERFACE -> "interface";
			case ENUM -> "enum";
			case RECORD -> "record";
			case ANNOTATION_TYPE -> "@interface";
			default -> "class";
		};
		parts.add(flags(type.getModifiers()) + kind + parameters(type.getTypeParameters()) + components(type));
		if (type.getExtendsClause() != null) {
			parts.add("extends " + type.getExtendsClause());
		}
		if (!type.getImplementsClause().isEmpty()) {
			parts.add((kind.equals("interface") ? "extends " : "implements ") + join(type.getImplementsClause()));
		}
		return String.join(" ", parts);
	}

	/** The components of a record in their order, which its constructor takes. */
	private static String components(ClassTree type) {
		if (type.getKind() != Tree.Kind.RECORD) {
			return "";
		}
		return type.getMembers()
			.stream()
			.filter((member) -> member instanceof VariableTree field && isComponent(type, field))
			.map((member) -> (VariableTree) member)
			.map((field) -> typed(field.getModifiers(), field.getType()) + " " + field.getName())
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private static String signature(ClassTree type, MethodTree method) {
		String parameters = method.getParameters()
			.stream()
			.map(ApiSignatures::parameter)
			.collect(Collectors.joining(", ", "(", ")"));
		String name = (method.getReturnType() != null)
				? typed(method.getModifiers(), method.getReturnType()) + " " + method.getName()
				: "new " + type.getSimpleName();
		String thrown = method.getThrows().isEmpty() ? "" : " throws " + join(method.getThrows());
		String variables = parameters(method.getTypeParameters());
		return flags(method.getModifiers()) + (variables.isEmpty() ? "" : variables + " ") + name + parameters + thrown;
	}

	private static String parameter(VariableTree parameter) {
		String type = typed(parameter.getModifiers(), parameter.getType());
		return parameter.toString().contains("...") ? type.substring(0, type.length() - "[]".length()) + "..." : type;
	}

	private static String parameters(List<? extends Tree> parameters) {
		return parameters.isEmpty() ? "" : "<" + join(parameters) + ">";
	}

	private static String join(List<? extends Tree> trees) {
		return trees.stream().map(Tree::toString).collect(Collectors.joining(", "));
	}

	private static String typed(ModifiersTree modifiers, Tree type) {
		boolean nullable = modifiers.getAnnotations()
			.stream()
			.anyMatch((annotation) -> annotation.getAnnotationType().toString().endsWith("Nullable"));
		return (nullable ? "@Nullable " : "") + type.toString().replace("@Nullable()", "@Nullable");
	}

	private static String flags(ModifiersTree modifiers) {
		return modifiers.getFlags()
			.stream()
			.filter((flag) -> flag != Modifier.PUBLIC && flag != Modifier.SYNCHRONIZED)
			.map((flag) -> flag + " ")
			.collect(Collectors.joining());
	}

	/** A constructor with the components of the record is in its header already. */
	private static boolean isCompactConstructor(ClassTree type, MethodTree method) {
		return type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null
				&& method.getParameters()
					.stream()
					.map((parameter) -> parameter(parameter) + " " + parameter.getName())
					.collect(Collectors.joining(", ", "(", ")"))
					.equals(components(type));
	}

	private static boolean isOpen(ModifiersTree modifiers) {
		return modifiers.getFlags().contains(Modifier.PUBLIC) || modifiers.getFlags().contains(Modifier.PROTECTED);
	}

	private static boolean isNotPrivate(MethodTree method) {
		return !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
	}

	private static boolean isConstant(ClassTree type, VariableTree field) {
		return type.getKind() == Tree.Kind.ENUM && field.getType().toString().equals(type.getSimpleName().toString())
				&& field.getInitializer() instanceof NewClassTree;
	}

	private static boolean isComponent(ClassTree type, VariableTree field) {
		return type.getKind() == Tree.Kind.RECORD && !field.getModifiers().getFlags().contains(Modifier.STATIC);
	}

}
