package shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * Loads and verifies each class of a jar on the class path of a line of Spring Boot, and
 * resolves each member that its code names. A class of an optional library may be
 * missing. A class or member of Spring may not, nor a member of a library that is there,
 * but for those that only one line has.
 */
public final class LinkageCheck {

	/** Classes for one line, and that which only this line has. */
	private static final Map<String, String> OF_ONE_LINE = Map.of("health/ConnectionPoolHealthContributor",
			"org/springframework/boot/health/", "autoconfigure/ConnectionPoolHealthAutoConfiguration$OfBoot4",
			"org/springframework/boot/health/", "internal/health/Boot35HealthContributor",
			"org/springframework/boot/actuate/health/", "autoconfigure/ConnectionPoolHealthAutoConfiguration$OfBoot35",
			"org/springframework/boot/actuate/", "internal/product/HikariCredentials$Provided",
			"com/zaxxer/hikari/HikariConfig");

	private static final String ROOT = "io/github/connectionpool/";

	private final ClassLoader loader = LinkageCheck.class.getClassLoader();

	private final Map<String, Shape> shapes = new HashMap<>();

	private final Set<String> problems = new TreeSet<>();

	private final Set<String> missing = new TreeSet<>();

	private int members;

	public static void main(String[] args) throws Exception {
		LinkageCheck check = new LinkageCheck();
		int classes = 0;
		for (String name : names(Path.of(args[0]))) {
			check.load(name);
			check.resolve(name);
			classes++;
		}
		System.out.println(classes + " classes and " + check.members + " members, optional and absent: "
				+ check.missing.size() + " classes; problems: " + check.problems.size());
		check.problems.forEach(System.err::println);
		System.exit(check.problems.isEmpty() && classes > 0 ? 0 : 1);
	}

	private static List<String> names(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.stream()
				.map(JarEntry::getName)
				.filter((name) -> name.startsWith(ROOT) && name.endsWith(".class") && !name.endsWith("-info.class"))
				.map((name) -> name.substring(0, name.length() - ".class".length()))
				.toList();
		}
	}

	/** The initialization verifies. */
	private void load(String name) {
		try {
			Class.forName(name.replace('/', '.'), true, this.loader);
		}
		catch (NoClassDefFoundError ex) {
			miss(name, String.valueOf(ex.getMessage()).replace('.', '/').replaceAll("^L|;$", ""));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			this.problems.add(name + " cannot be loaded: " + ex);
		}
	}

	private void resolve(String name) throws IOException {
		Shape shape = shape(name);
		if (shape == null) {
			this.problems.add(name + " is not on the class path");
			return;
		}
		new ClassReader(open(name)).accept(new References(name), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		if (!shape.isAbstract) {
			Set<String> open = new HashSet<>();
			Set<String> done = new HashSet<>();
			methods(name, open, done);
			open.removeAll(done);
			open.forEach((method) -> this.problems.add(name + " does not implement " + method));
		}
	}

	/** False if a supertype is missing. */
	private void methods(String name, Set<String> open, Set<String> done) throws IOException {
		Shape shape = shape(name);
		if (shape != null) {
			open.addAll(shape.abstractMethods);
			done.addAll(shape.concreteMethods);
			for (String parent : shape.parents) {
				methods(parent, open, done);
			}
		}
	}

	private void miss(String from, String type) {
		if (type.startsWith("org/springframework/") && !isOfOneLine(from, type)) {
			this.problems.add(from + " needs the missing " + type);
		}
		else if (type.startsWith(ROOT)) {
			this.problems.add(from + " needs its own " + type);
		}
		else {
			this.missing.add(type);
		}
	}

	private static boolean isOfOneLine(String from, String type) {
		String only = OF_ONE_LINE.get(from.substring(ROOT.length()));
		return only != null && type.startsWith(only);
	}

	private void type(String from, Type type) throws IOException {
		Type element = (type.getSort() == Type.ARRAY) ? type.getElementType() : type;
		if (element.getSort() == Type.OBJECT && shape(element.getInternalName()) == null) {
			miss(from, element.getInternalName());
		}
		else if (element.getSort() == Type.METHOD) {
			type(from, element.getReturnType());
			for (Type argument : element.getArgumentTypes()) {
				type(from, argument);
			}
		}
	}

	private void member(String from, String owner, String name, String descriptor) throws IOException {
		this.members++;
		type(from, Type.getType(descriptor));
		if (owner.startsWith("[")) {
			return;
		}
		if (shape(owner) == null) {
			miss(from, owner);
		}
		else if (!has(owner, name + descriptor) && !isOfOneLine(from, owner)) {
			this.problems.add(from + " needs the missing " + owner + "." + name + descriptor);
		}
	}

	/** True also if a supertype is missing: then nobody knows. */
	private boolean has(String owner, String member) throws IOException {
		Shape shape = shape(owner);
		if (shape == null || shape.polymorphic || shape.abstractMethods.contains(member)
				|| shape.concreteMethods.contains(member) || shape.others.contains(member)) {
			return true;
		}
		for (String parent : shape.parents) {
			if (has(parent, member)) {
				return true;
			}
		}
		return false;
	}

	private InputStream open(String name) {
		return this.loader.getResourceAsStream(name + ".class");
	}

	private Shape shape(String name) throws IOException {
		if (!this.shapes.containsKey(name)) {
			try (InputStream in = open(name)) {
				Shape shape = (in != null) ? new Shape() : null;
				if (in != null) {
					new ClassReader(in).accept(shape, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
				}
				this.shapes.put(name, shape);
			}
		}
		return this.shapes.get(name);
	}

	/** The members and supertypes of a class. */
	private static final class Shape extends ClassVisitor {

		private final List<String> parents = new ArrayList<>();

		private final Set<String> abstractMethods = new HashSet<>();

		private final Set<String> concreteMethods = new HashSet<>();

		private final Set<String> others = new HashSet<>();

		private boolean isAbstract;

		private boolean polymorphic;

		Shape() {
			super(Opcodes.ASM9);
		}

		@Override
		public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
			this.isAbstract = (access & Opcodes.ACC_ABSTRACT) != 0;
			this.polymorphic = name.startsWith("java/lang/invoke/");
			if (parent != null) {
				this.parents.add(parent);
			}
			this.parents.addAll(List.of(interfaces));
		}

		@Override
		public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
			this.others.add(name + descriptor);
			return null;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			Set<String> methods = ((access & Opcodes.ACC_ABSTRACT) != 0) ? this.abstractMethods
					: ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) != 0) ? this.others : this.concreteMethods;
			methods.add(name + descriptor);
			return null;
		}

	}

	/** What the code of a class names. */
	private final class References extends ClassVisitor {

		private final String from;

		References(String from) {
			super(Opcodes.ASM9);
			this.from = from;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
				String[] exceptions) {
			return new MethodVisitor(Opcodes.ASM9) {

				@Override
				public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
					unchecked(() -> member(References.this.from, owner, name, descriptor));
				}

				@Override
				public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
					unchecked(() -> member(References.this.from, owner, name, descriptor));
				}

				@Override
				public void visitTypeInsn(int opcode, String type) {
					unchecked(() -> type(References.this.from, Type.getObjectType(type)));
				}

				@Override
				public void visitLdcInsn(Object value) {
					if (value instanceof Type type) {
						unchecked(() -> type(References.this.from, type));
					}
				}

				@Override
				public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
					unchecked(() -> type(References.this.from, Type.getMethodType(descriptor)));
					for (Object argument : arguments) {
						if (argument instanceof Handle handle) {
							unchecked(() -> member(References.this.from, handle.getOwner(), handle.getName(), handle.getDesc()));
						}
						else if (argument instanceof Type type) {
							unchecked(() -> type(References.this.from, type));
						}
					}
				}

			};
		}

	}

	private interface Action {

		void run() throws IOException;

	}

	private static void unchecked(Action action) {
		try {
			action.run();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
