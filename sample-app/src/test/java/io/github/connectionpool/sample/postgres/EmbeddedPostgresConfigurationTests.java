package io.github.connectionpool.sample.postgres;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedPostgresConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(EmbeddedPostgresConfiguration.class)
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

	@Test
	void theServerStopsAfterThePool() {
		Destructions destructions = new Destructions();
		this.runner.withBean(Destructions.class, () -> destructions).run((context) -> {
			assertThat(context).hasSingleBean(EmbeddedPostgres.class);
			context.getBean(DataSource.class).getConnection().close();
		});
		assertThat(destructions.names).containsSubsequence("dataSource", "embeddedPostgres");
	}

	@Test
	void aDatabaseOfTheUsersTakesItsPlace() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example.com/shop").run((context) -> {
			assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
			assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.isEqualTo("jdbc:postgresql://db.example.com/shop");
		});
	}

	static class Destructions implements DestructionAwareBeanPostProcessor {

		private final List<String> names = new ArrayList<>();

		@Override
		public void postProcessBeforeDestruction(Object bean, String beanName) {
			this.names.add(beanName);
		}

	}

}
