package io.github.connectionpool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
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
 * listed for it, and no other of this project.
 */
@Tag("any-jdk")
class ArchitectureTests {

	private static final String ROOT = "io.github.connectionpool";

	/** Each package and those of the project it may use. */
	private static final Map<String, List<String>> USES = uses();

	private static final List<String> JDK_ONLY = List.of("checkout", "leak", "sizing", "database", "pgbouncer",
			"timeout", "finding", "internal.sql", "internal.text");

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("test-support"))
		.importPackages(ROOT);

	@Test
	void everyPackageOfTheProjectIsInThePicture() {
		assertThat(this.classes.stream()
			.map(JavaClass::getPackageName)
			.filter((name) -> name.startsWith(ROOT + "."))
			.map((name) -> name.substring(ROOT.length() + 1))
			.distinct()).containsExactlyInAnyOrderElementsOf(USES.keySet());
	}

	@Test
	void packagesUseOnlyThoseBelowThem() {
		USES.forEach((name, used) -> {
			DescribedPredicate<JavaClass> others = JavaClass.Predicates.resideInAPackage(ROOT + "..")
				.and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + "." + name)))
				.and(DescribedPredicate.not(JavaClass.Predicates
					.resideInAnyPackage(used.stream().map((other) -> ROOT + "." + other).toArray(String[]::new))));
			noClassesOf(name).should().dependOnClassesThat(others).check(this.classes);
		});
	}

	@Test
	void packagesAreFreeOfCycles() {
		SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(this.classes);
	}

	@Test
	void domainNeedsNothingButTheJdk() {
		for (String name : JDK_ONLY) {
			ArchRuleDefinition.classes()
				.that()
				.resideInAPackage(ROOT + "." + name)
				.should()
				.onlyDependOnClassesThat()
				.resideInAnyPackage("java..", "javax.sql", "org.jspecify.annotations", ROOT + "..")
				.check(this.classes);
		}
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
		rule.check(this.classes);
	}

	@Test
	void autoConfigurationsAreFinalAndTheirBeanMethodsCarryNoClassCondition() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
			.check(this.classes);
		ArchRuleDefinition.noMethods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.beAnnotatedWith(ConditionalOnClass.class)
			.check(this.classes);
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
			.check(this.classes);
	}

	@Test
	void everyPackageSaysWhatMayBeNull() {
		assertThat(USES.keySet()).allSatisfy((name) -> {
			Class<?> info = Class.forName(ROOT + "." + name + ".package-info");
			assertThat(info).hasAnnotation(NullMarked.class);
		});
	}

	@Test
	void delegatesAreNotWrittenByHand() {
		ArchRuleDefinition.classes()
			.that(HasName.Predicates.nameMatching(".*\\.Delegating[A-Z][A-Za-z]*"))
			.should()
			.haveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
			.check(this.classes);
	}

	/** So that applications can call their methods by reflection, and make none. */
	@Test
	void wrappersArePublicAndMadeByTheirPackageOnly() {
		DescribedPredicate<JavaClass> wrappers = JavaClass.Predicates
			.assignableTo("io.github.connectionpool.jdbc.Monitored");
		ArchRuleDefinition.classes().that(wrappers).should().bePublic().check(this.classes);
		ArchRuleDefinition.constructors()
			.that()
			.areDeclaredInClassesThat(wrappers)
			.should()
			.bePackagePrivate()
			.check(this.classes);
	}

	private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction noClassesOf(String name) {
		return ArchRuleDefinition.noClasses().that().resideInAPackage(ROOT + "." + name);
	}

	private static Map<String, List<String>> uses() {
		Map<String, List<String>> uses = new LinkedHashMap<>();
		uses.put("internal.sql", List.of());
		uses.put("internal.text", List.of());
		uses.put("checkout", List.of());
		uses.put("sizing", List.of());
		uses.put("jdbc", List.of("checkout"));
		uses.put("pool", List.of("checkout"));
		uses.put("context", List.of("checkout"));
		uses.put("leak", List.of("checkout"));
		uses.put("database", List.of("checkout"));
		uses.put("pgbouncer", List.of("checkout", "database"));
		uses.put("timeout", List.of("checkout", "database"));
		uses.put("finding", List.of("checkout", "leak", "sizing", "database", "pgbouncer", "timeout"));
		uses.put("endpoint", List.of("checkout", "leak", "sizing", "database", "pgbouncer", "timeout", "finding"));
		uses.put("health", List.of("checkout", "leak", "database", "pgbouncer"));
		uses.put("metrics", List.of("checkout", "leak", "database", "pgbouncer"));
		uses.put("alert", List.of("checkout", "leak"));
		uses.put("autoconfigure", List.of("checkout", "sizing", "jdbc", "pool", "context", "leak", "database",
				"pgbouncer", "timeout", "finding", "endpoint", "health", "metrics", "alert"));
		return uses;
	}

}
