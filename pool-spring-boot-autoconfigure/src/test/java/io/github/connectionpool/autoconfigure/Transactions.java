package io.github.connectionpool.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.Loans;

/**
 * An application that borrows in transactions.
 */
final class Transactions {

	private Transactions() {
	}

	static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
					TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
					ConnectionPoolAutoConfiguration.class, ConnectionPoolContextAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:transaction-work")
			.withBean(Loans.class);
	}

	/** What was taken is returned in the end. */
	static void run(Script script) {
		contextRunner().run((context) -> {
			Loans loans = context.getBean(Loans.class);
			try {
				script.run(context.getBean(PlatformTransactionManager.class), loans);
			}
			finally {
				loans.giveBack();
			}
		});
	}

	static TransactionTemplate named(PlatformTransactionManager manager, String name) {
		TransactionTemplate template = new TransactionTemplate(manager);
		template.setName(name);
		return template;
	}

	@FunctionalInterface
	interface Script {

		void run(PlatformTransactionManager manager, Loans loans) throws Exception;

	}

}
