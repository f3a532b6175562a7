package io.github.connectionpool.evaluation.scenario;

import java.util.Map;

import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;

/**
 * Hibernate as Spring sets it up: a session borrows for its first statement and holds its
 * connection until it is closed.
 */
public final class Persistence {

	private Persistence() {
	}

	/**
	 * Make an entity manager factory, without entities, that is closed when the run is
	 * over.
	 * @param run the run whose pool it borrows from
	 * @return the factory
	 */
	public static SessionFactory factory(Run run) {
		StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
			.applySettings(Map.of(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, run.dataSource(), JdbcSettings.DIALECT,
					"org.hibernate.dialect.PostgreSQLDialect", JdbcSettings.ALLOW_METADATA_ON_BOOT, "false",
					JdbcSettings.CONNECTION_HANDLING, "DELAYED_ACQUISITION_AND_HOLD"))
			.build();
		SessionFactory factory = new MetadataSources(registry).buildMetadata().buildSessionFactory();
		run.atEnd(factory::close);
		return factory;
	}

}
