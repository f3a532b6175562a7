package io.github.connectionpool.internal.startup;

import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

import io.github.connectionpool.internal.finding.ApplicationAdvice;

/**
 * Looks whether a persistence context is kept open for the view. By names, so that no
 * bean is created and JPA need not be there.
 */
public class OpenInViewCheck implements SmartInitializingSingleton {

	private static final List<String> TYPES = List.of(
			"org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor",
			"org.springframework.orm.jpa.support.OpenEntityManagerInViewFilter");

	private final ListableBeanFactory beanFactory;

	private final ApplicationAdvice advice;

	public OpenInViewCheck(ListableBeanFactory beanFactory, ApplicationAdvice advice) {
		this.beanFactory = beanFactory;
		this.advice = advice;
	}

	@Override
	public void afterSingletonsInstantiated() {
		ClassLoader classLoader = getClass().getClassLoader();
		for (String type : TYPES) {
			if (ClassUtils.isPresent(type, classLoader) && this.beanFactory
				.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), false, false).length > 0) {
				this.advice.openInView();
			}
		}
	}

}
