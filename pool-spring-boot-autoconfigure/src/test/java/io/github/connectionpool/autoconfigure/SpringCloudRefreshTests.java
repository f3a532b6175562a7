package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.properties.ConfigurationPropertiesRebinder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A refresh binds and initializes beans anew, which would destroy a wrapper that looks
 * like a bean of its own.
 */
class SpringCloudRefreshTests {

	@Test
	void refreshLeavesTheMonitoredPoolAlone() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
							RefreshAutoConfiguration.class, ConfigurationPropertiesRebinderAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:refresh")
			.run((context) -> {
				DataSource dataSource = context.getBean(DataSource.class);
				dataSource.getConnection().close();
				ConfigurationPropertiesRebinder rebinder = context.getBean(ConfigurationPropertiesRebinder.class);
				assertThat(rebinder.getBeanNames()).contains("dataSource");
				rebinder.rebind("dataSource");
				rebinder.rebind();
				dataSource.getConnection().close();
				assertThat(context.getBean(DataSource.class)).isSameAs(dataSource);
			});
	}

}
