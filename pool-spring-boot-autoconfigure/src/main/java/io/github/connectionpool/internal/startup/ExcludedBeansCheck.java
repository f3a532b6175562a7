package io.github.connectionpool.internal.startup;

import java.util.Arrays;
import java.util.Set;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says when a data source that is to be left alone is not there: a misspelt name would
 * otherwise go unnoticed.
 */
public class ExcludedBeansCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ExcludedBeansCheck.class);

	private final Set<String> excluded;

	private final ListableBeanFactory beanFactory;

	public ExcludedBeansCheck(Set<String> excluded, ListableBeanFactory beanFactory) {
		this.excluded = excluded;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String name : this.excluded) {
			boolean there = this.beanFactory.containsBean(name);
			if (!there || !this.beanFactory.isTypeMatch(name, DataSource.class)) {
				logger.warn("connectionpool.exclude names '" + name + "', but "
						+ (there ? "that is no DataSource" : "there is no such bean") + "; allowed are "
						+ Arrays.toString(this.beanFactory.getBeanNamesForType(DataSource.class, true, false)));
			}
		}
	}

}
