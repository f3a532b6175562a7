package io.github.connectionpool.internal.boot;

import java.lang.reflect.Method;
import java.util.Objects;

import javax.management.ObjectName;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.util.ReflectionUtils;

/**
 * The name that an exporter gives to a bean in JMX. Spring Framework 7 exports a bean by
 * its name, 6 by its {@link ObjectName} only, and the method that makes one of the other
 * is protected in both.
 */
public final class BeanObjectNames {

	private BeanObjectNames() {
	}

	/**
	 * Name a bean as the exporter would.
	 * @param exporter the exporter
	 * @param bean the bean
	 * @param beanName its name among the beans
	 * @return the name in JMX
	 * @throws IllegalStateException if the exporter cannot be asked
	 */
	public static ObjectName of(MBeanExporter exporter, Object bean, String beanName) {
		Method method = method();
		if (method == null) {
			throw new IllegalStateException("There is no method that names a bean");
		}
		ReflectionUtils.makeAccessible(method);
		return (ObjectName) Objects.requireNonNull(ReflectionUtils.invokeMethod(method, exporter, bean, beanName));
	}

	private static @Nullable Method method() {
		return ReflectionUtils.findMethod(MBeanExporter.class, "getObjectName", Object.class, String.class);
	}

	/** The method, for native images. */
	public static class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			Method method = method();
			if (method != null) {
				hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
			}
		}

	}

}
