package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * A manager that borrows at the begin, and keeps the connection for the session.
 */
@Configuration(proxyBeanMethods = false)
class OpenSession {

	@Bean
	SessionManager transactionManager(DataSource dataSource) {
		return new SessionManager(dataSource);
	}

	static class SessionManager extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		private final transient DataSource dataSource;

		transient @Nullable Connection session;

		SessionManager(DataSource dataSource) {
			this.dataSource = dataSource;
		}

		void closeSession() throws SQLException {
			if (this.session != null) {
				this.session.close();
			}
		}

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			try {
				this.session = this.dataSource.getConnection();
			}
			catch (SQLException ex) {
				throw new CannotCreateTransactionException("no", ex);
			}
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

}
