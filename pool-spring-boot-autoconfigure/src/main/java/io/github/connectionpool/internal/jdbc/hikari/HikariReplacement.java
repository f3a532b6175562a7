package io.github.connectionpool.internal.jdbc.hikari;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Puts {@link MonitoredHikariDataSource} in the place of each bean that is a HikariCP
 * pool, after its properties have been bound and before it starts. A pool that runs
 * already, a subclass, and the target of a scoped proxy stay as they are.
 */
public final class HikariReplacement implements SmartInstantiationAwareBeanPostProcessor,
		DestructionAwareBeanPostProcessor, BeanFactoryAware, PriorityOrdered {

	/** After Spring Boot has bound properties at +1 and connection details at +2. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 3;

	private static final Log logger = LogFactory.getLog(HikariReplacement.class);

	private final Predicate<String> isExcluded;

	private final Map<Object, MonitoredHikariDataSource> replacements = Collections
		.synchronizedMap(new WeakHashMap<>());

	private final Set<String> referenced = ConcurrentHashMap.newKeySet();

	@SuppressWarnings("NullAway.Init") // set before any bean is processed
	private BeanFactory beanFactory;

	/**
	 * Create.
	 * @param isExcluded whether a bean of this name is excluded from monitoring
	 */
	public HikariReplacement(Predicate<String> isExcluded) {
		this.isExcluded = isExcluded;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/** Another bean has the original already, so that the original has to stay. */
	@Override
	public Object getEarlyBeanReference(Object bean, String beanName) {
		if (bean instanceof HikariDataSource) {
			this.referenced.add(beanName);
		}
		return bean;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean.getClass() != HikariDataSource.class || this.referenced.contains(beanName)
				|| ScopedProxyUtils.isScopedTarget(beanName) || this.isExcluded.test(beanName)) {
			return bean;
		}
		HikariDataSource original = (HikariDataSource) bean;
		if (original.getHikariPoolMXBean() != null || original.isClosed()) {
			return bean;
		}
		try {
			MonitoredHikariDataSource replacement = MonitoredHikariDataSource.inPlaceOf(original);
			this.replacements.put(original, replacement);
			return replacement;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The pool '" + beanName + "' is wrapped, for it could not be replaced", ex);
			return bean;
		}
	}

	/** Spring closes the object that it has made, which is the original. */
	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		MonitoredHikariDataSource replacement = this.replacements.remove(bean);
		if (replacement != null && isClosedBySpring(beanName)) {
			replacement.close();
		}
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return this.replacements.containsKey(bean);
	}

	/** A method to destroy a bean that is named by an empty text is none. */
	private boolean isClosedBySpring(String beanName) {
		return !(this.beanFactory instanceof ConfigurableBeanFactory factory && factory.containsBean(beanName)
				&& factory.getMergedBeanDefinition(beanName) instanceof AbstractBeanDefinition definition
				&& "".equals(definition.getDestroyMethodName()));
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
