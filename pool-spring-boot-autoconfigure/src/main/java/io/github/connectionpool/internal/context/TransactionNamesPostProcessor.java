package io.github.connectionpool.internal.context;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Listens to every transaction manager for the names of its transactions, including
 * managers that the application has made itself.
 */
public class TransactionNamesPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(TransactionNamesPostProcessor.class);

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		// a reactive one may begin on one thread and continue on another
		if (bean instanceof PlatformTransactionManager
				&& bean instanceof ConfigurableTransactionManager transactionManager) {
			try {
				TransactionNames.noteFrom(transactionManager);
			}
			catch (RuntimeException ex) {
				logger.debug("Checkouts in transactions of '" + beanName + "' do not know their names", ex);
			}
		}
		return bean;
	}

}
