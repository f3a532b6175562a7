package io.github.connectionpool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the directions between packages that ARCHITECTURE.md draws: a package uses those
 * listed for it, and no other of this project. The root package has the empty name.
 */
@Tag("any-jdk")
class ArchitectureTests {

	private static final String ROOT = "io.github.connectionpool";

	/** Each package and those of the project it may use, which stand above it. */
	private static final Map<String, List<String>> USES = PackageUses.all();

	private static final List<String> JDK_ONLY = List.of("internal.text", "internal.capture",
			"internal.capture.learned", "internal.sql", "report", "internal.outage", "internal.pool", "internal.thread",
			"internal.timing", "internal.checkout", "event", "internal.executor", "internal.worker", "internal.verdict",
			"internal.reclaim", "internal.deadlock", "internal.garbage", "internal.load", "internal.watch",
			"internal.poll", "internal.pooler", "internal.pgbouncer.console", "internal.pgbouncer.config",
			"internal.pgbouncer.hazard", "internal.server", "internal.sizing", "internal.timeout", "internal.finding",
			"internal.markup", "internal.page", "spi");

	/** What applications may rely on. */
	private static final List<String> API = List.of("", "event", "report", "spi");

	private static final int MOST_FILES = 20;

	private static final int MOST_PUBLIC_TYPES = 45;

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("test-support"))
		.importPackages(ROOT);

	@Test
	void everyPackageOfTheProjectIsInThePicture() {
		assertThat(
				CLASSES.stream().map(ArchitectureTests::packageOf).filter((name) -> !name.equals("local")).distinct())
			.containsExactlyInAnyOrderElementsOf(USES.keySet());
	}

	@Test
	void aPackageStandsBelowThoseItUses() {
		Set<String> above = new HashSet<>();
		USES.forEach((name, used) -> {
			assertThat(above).as(name).containsAll(used);
			above.add(name);
		});
	}

	@Test
	void packagesUseOnlyThoseBelowThem() {
		USES.forEach((name, used) -> {
			DescribedPredicate<JavaClass> others = JavaClass.Predicates.resideInAPackage(ROOT + "..")
				.and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(full(name))))
				.and(DescribedPredicate.not(JavaClass.Predicates
					.resideInAnyPackage(used.stream().map(ArchitectureTests::full).toArray(String[]::new))));
			noClassesOf(name).should().dependOnClassesThat(others).check(CLASSES);
		});
	}

	@Test
	void packagesAreFreeOfCycles() {
		SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void noPackageIsLargerThanAPersonOverlooks() {
		Map<String, Long> files = CLASSES.stream()
			.filter((type) -> type.getEnclosingClass().isEmpty() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(ArchitectureTests::packageOf, Collectors.counting()));
		assertThat(files).allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(MOST_FILES));
	}

	@Test
	void publicTypesAreFewOutsideOfInternal() {
		assertThat(CLASSES.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.getEnclosingClass().isEmpty())
			.filter((type) -> !packageOf(type).startsWith("internal.") && !packageOf(type).equals("local"))
			.map(JavaClass::getName)).hasSizeLessThanOrEqualTo(MOST_PUBLIC_TYPES);
	}

	@Test
	void whatApplicationsRelyOnShowsNothingInternal() {
		assertThat(CLASSES.stream()
			.filter((type) -> API.contains(packageOf(type)))
			.flatMap(ArchitectureTests::shown)
			.filter((name) -> name.contains(ROOT + ".internal."))
			.distinct()).isEmpty();
	}

	/** The list only gets shorter: what is in it and in no circle any more fails, too. */
	@Test
	void classesOfAPackageFormNoCirclesButTheOldOnes() throws IOException {
		try (InputStream list = ArchitectureTests.class.getResourceAsStream("/class-circles.txt")) {
			assertThat(new ClassCircles(CLASSES, ROOT).names()).containsExactlyInAnyOrderElementsOf(
					new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8).lines().toList());
		}
	}

	@Test
	void domainNeedsNothingButTheJdk() {
		for (String name : JDK_ONLY) {
			ArchRuleDefinition.classes()
				.that()
				.resideInAPackage(full(name))
				.should()
				.onlyDependOnClassesThat()
				.resideInAnyPackage("java..", "javax.sql", "org.jspecify.annotations", ROOT + "..")
				.check(CLASSES);
		}
	}

	/** A JVM may lack the module: no class of another package must need it. */
	@Test
	void flightRecorderStaysBehindItsPackage() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage(full("internal.recording"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("jdk.jfr..")
			.check(CLASSES);
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(full("internal.recording"))
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "jdk.jfr", "org.jspecify.annotations", ROOT + "..")
			.check(CLASSES);
	}

	@Test
	void typesThatMovedWithinSpringBootStayInHealthAndAutoconfigure() {
		ArchRule rule = ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(ROOT + ".health", ROOT + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot.health..", "org.springframework.boot.micrometer..",
					"org.springframework.boot.jdbc.autoconfigure..", "org.springframework.boot.autoconfigure..");
		rule.check(CLASSES);
	}

	@Test
	void autoConfigurationsAreFinalAndTheirBeanMethodsCarryNoClassCondition() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
		ArchRuleDefinition.noMethods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.beAnnotatedWith(ConditionalOnClass.class)
			.check(CLASSES);
	}

	@Test
	void beanPostProcessorsAreMadeByStaticMethods() {
		ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(
					JavaClass.Predicates.assignableTo(org.springframework.beans.factory.config.BeanPostProcessor.class))
			.should()
			.beStatic()
			.check(CLASSES);
	}

	@Test
	void everyPackageSaysWhatMayBeNull() {
		assertThat(USES.keySet()).allSatisfy((name) -> {
			Class<?> info = Class.forName(full(name) + ".package-info");
			assertThat(info).hasAnnotation(NullMarked.class);
		});
	}

	@Test
	void delegatesAreNotWrittenByHand() {
		ArchRuleDefinition.classes()
			.that(HasName.Predicates.nameMatching(".*\\.Delegating[A-Z][A-Za-z]*"))
			.should()
			.haveModifier(JavaModifier.ABSTRACT)
			.check(CLASSES);
	}

	/** So that applications can call their methods by reflection, and make none. */
	@Test
	void wrappersArePublicAndMadeByTheirPackageOnly() {
		DescribedPredicate<JavaClass> wrappers = JavaClass.Predicates
			.assignableTo("io.github.connectionpool.internal.jdbc.Monitored");
		ArchRuleDefinition.classes().that(wrappers).should().bePublic().check(CLASSES);
		ArchRuleDefinition.constructors()
			.that()
			.areDeclaredInClassesThat(wrappers)
			.should()
			.bePackagePrivate()
			.check(CLASSES);
	}

	private static String full(String name) {
		return name.isEmpty() ? ROOT : ROOT + "." + name;
	}

	private static String packageOf(JavaClass type) {
		String name = type.getPackageName();
		return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
	}

	/** All types in the signatures of what a class shows, with their arguments. */
	private static Stream<String> shown(JavaClass type) {
		Class<?> shown = type.reflect();
		if (!Modifier.isPublic(shown.getModifiers())) {
			return Stream.empty();
		}
		Stream<Type> supertypes = Stream.concat(Stream.ofNullable(shown.getGenericSuperclass()),
				Stream.of(shown.getGenericInterfaces()));
		Stream<Type> members = Stream
			.concat(Stream.<Executable>of(shown.getDeclaredMethods()), Stream.of(shown.getDeclaredConstructors()))
			.filter(ArchitectureTests::isShown)
			.flatMap((member) -> Stream.concat(Stream.of(member.getGenericParameterTypes()),
					Stream.of(member.getAnnotatedReturnType().getType())));
		Stream<Type> fields = Stream.of(shown.getDeclaredFields())
			.filter(ArchitectureTests::isShown)
			.map(Field::getGenericType);
		return Stream.of(supertypes, members, fields).flatMap(Function.identity()).map(Type::getTypeName);
	}

	private static boolean isShown(Member member) {
		return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
	}

	private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction noClassesOf(String name) {
		return ArchRuleDefinition.noClasses().that().resideInAPackage(full(name));
	}

}
