package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.evaluation.scenario.Run;

/**
 * What the innocents do with a connection.
 */
final class Sql {

	static final String ALL_LINES = "select id, payload from order_lines";

	static final int FETCH_SIZE = 20;

	private Sql() {
	}

	static void charge(Connection connection, int order) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("update orders set charged = true where id = ?")) {
			statement.setInt(1, order);
			statement.executeUpdate();
		}
	}

	static TransactionTemplate transaction(Run run, DataSource dataSource) {
		TransactionTemplate template = new TransactionTemplate(run.work().transactionManager(dataSource));
		// as that of a @Transactional method has one
		template.setName("shop.Orders.charge");
		return template;
	}

	static TransactionTemplate newTransaction(Run run, DataSource dataSource) {
		TransactionTemplate template = transaction(run, dataSource);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

}
