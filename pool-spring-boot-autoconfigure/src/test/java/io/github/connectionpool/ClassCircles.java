package io.github.connectionpool;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * The classes below {@code internal} that use each other in a circle within their
 * package. Nested classes count as their outermost one; those that the build writes count
 * as well.
 */
class ClassCircles {

	private final Map<String, Set<String>> uses = new HashMap<>();

	private final String root;

	ClassCircles(JavaClasses classes, String root) {
		this.root = root + ".";
		classes.stream()
			.filter((type) -> type.getPackageName().startsWith(this.root + "internal."))
			.forEach((type) -> type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
				.filter((target) -> target.getPackageName().equals(type.getPackageName()))
				.forEach((target) -> add(name(type), name(target))));
	}

	private void add(String user, String used) {
		if (!user.equals(used)) {
			this.uses.computeIfAbsent(user, (name) -> new HashSet<>()).add(used);
		}
	}

	/** Each class that can be reached from itself, without the root package, sorted. */
	List<String> names() {
		return this.uses.keySet()
			.stream()
			.filter((name) -> reachable(this.uses.getOrDefault(name, Set.of())).contains(name))
			.map((name) -> name.substring(this.root.length()))
			.sorted()
			.toList();
	}

	private Set<String> reachable(Collection<String> from) {
		Set<String> seen = new HashSet<>();
		Deque<String> open = new ArrayDeque<>(from);
		while (!open.isEmpty()) {
			String next = open.pop();
			if (seen.add(next)) {
				open.addAll(this.uses.getOrDefault(next, Set.of()));
			}
		}
		return seen;
	}

	private static String name(JavaClass type) {
		JavaClass outermost = type;
		while (outermost.getEnclosingClass().isPresent()) {
			outermost = outermost.getEnclosingClass().get();
		}
		return outermost.getName();
	}

}
