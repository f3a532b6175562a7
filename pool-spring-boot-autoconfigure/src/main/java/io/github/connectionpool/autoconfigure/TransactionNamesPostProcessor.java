package io.github.connectionpool.autoconfigure;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;

import io.github.connectionpool.context.TransactionNames;

/**
 * Listens to every transaction manager, whoever made it, for the names of its
 * transactions.
 */
class TransactionNamesPostProcessor implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ConfigurableTransactionManager transactionManager) {
			TransactionNames.noteFrom(transactionManager);
		}
		return bean;
	}

}
