package io.github.connectionpool.autoconfigure;

import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Role;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jmx.export.MBeanExporter;

import io.github.connectionpool.alert.Alerts;
import io.github.connectionpool.alert.EventPublisher;
import io.github.connectionpool.internal.boot.BeanObjectNames;
import io.github.connectionpool.internal.broadcast.Broadcast;
import io.github.connectionpool.internal.broadcast.RecordedResults;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.context.ContextPart;
import io.github.connectionpool.internal.context.SpringContextSource;
import io.github.connectionpool.internal.context.TaskWorkPostProcessor;
import io.github.connectionpool.internal.context.TransactionNamesPostProcessor;
import io.github.connectionpool.internal.finding.ApplicationAdvice;
import io.github.connectionpool.internal.jdbc.hikari.HikariHints;
import io.github.connectionpool.internal.jdbc.hikari.HikariReplacement;
import io.github.connectionpool.internal.pgbouncer.console.ConsoleSettings;
import io.github.connectionpool.internal.pgbouncer.console.PgBouncerConsole;
import io.github.connectionpool.internal.poll.DatabaseWatcher;
import io.github.connectionpool.internal.product.PoolProducts;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.startup.ExcludedBeansCheck;
import io.github.connectionpool.internal.startup.OpenInViewCheck;
import io.github.connectionpool.internal.startup.WatcherLifecycle;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.WatchListener;
import io.github.connectionpool.internal.watch.Watcher;
import io.github.connectionpool.spi.ContextContributor;
import io.github.connectionpool.spi.PoolProduct;

/**
 * {@link AutoConfiguration Auto-configuration} for the monitoring of connection pools.
 */
@AutoConfiguration
@ConditionalOnClass({ DataSource.class, DelegatingDataSource.class })
@Conditional(OnMonitoringEnabled.class)
@EnableConfigurationProperties(ConnectionPoolProperties.class)
@ImportRuntimeHints({ TaskWorkPostProcessor.Hints.class, DriverHints.class, BeanObjectNames.Hints.class })
public final class ConnectionPoolAutoConfiguration {

	private static final Log logger = LogFactory.getLog(ConnectionPoolAutoConfiguration.class);

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static MonitoringPostProcessor connectionPoolMonitoringPostProcessor(ObjectProvider<PoolMonitoring> monitoring,
			ObjectProvider<MBeanExporter> mbeanExporter,
			@Qualifier("connectionPoolSizingPostProcessor") PoolSizingPostProcessor sizing) {
		// by name: a search by type would make factory beans, and data sources for them,
		// that no post-processor sees
		return new MonitoringPostProcessor(monitoring, mbeanExporter, sizing::maximum);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static BlankValues connectionPoolBlankValues() {
		return new BlankValues();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static PoolSizingPostProcessor connectionPoolSizingPostProcessor(
			ObjectProvider<ConnectionPoolProperties> properties, ObjectProvider<PoolProducts> products) {
		return new PoolSizingPostProcessor(properties, products);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TimeoutDefaultsPostProcessor connectionPoolTimeoutDefaultsPostProcessor(
			ObjectProvider<ConnectionPoolProperties> properties, ObjectProvider<PoolProducts> products) {
		return new TimeoutDefaultsPostProcessor(properties, products);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TransactionNamesPostProcessor connectionPoolTransactionNamesPostProcessor() {
		return new TransactionNamesPostProcessor();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TaskWorkPostProcessor connectionPoolTaskWorkPostProcessor() {
		return new TaskWorkPostProcessor();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	PoolMonitoring connectionPoolMonitoring(ConnectionPoolProperties properties, PoolRegistry pools,
			PoolProducts products, CallSites callSites, SpringContextSource contextSource, ApplicationAdvice advice,
			ServerRegistry ends) {
		return new PoolMonitoring(properties, pools, products, callSites, contextSource, advice, ends);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	ApplicationAdvice connectionPoolApplicationAdvice() {
		return new ApplicationAdvice();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	OpenInViewCheck connectionPoolOpenInViewCheck(ListableBeanFactory beanFactory, ApplicationAdvice advice) {
		return new OpenInViewCheck(beanFactory, advice);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	DatabaseWatcher connectionPoolDatabaseWatcher() {
		return new DatabaseWatcher();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	ServerRegistry connectionPoolOtherEnds(DatabaseWatcher watcher, ConnectionPoolProperties properties) {
		ConsoleSettings console = properties.pgbouncer().consoleSettings(properties.database());
		return new ServerRegistry(watcher, (console != null) ? new PgBouncerConsole(console) : null,
				(pool, ex) -> logger.warn("PgBouncer compatibility checks failed for connection pool '" + pool
						+ "'; the application is not affected", ex));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	ExcludedBeansCheck connectionPoolExcludedBeansCheck(ConnectionPoolProperties properties,
			ListableBeanFactory beanFactory) {
		return new ExcludedBeansCheck(properties.exclude(), beanFactory);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	PoolRegistry connectionPools() {
		return new PoolRegistry();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	PoolProducts connectionPoolProducts(ApplicationContext context,
			ObjectProvider<DataSourcePoolMetadataProvider> providers, ObjectProvider<PoolProduct> contributed) {
		return new PoolProducts(context.getClassLoader(),
				() -> new CompositeDataSourcePoolMetadataProvider(providers.orderedStream().toList()),
				() -> contributed.orderedStream().toList());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	CallSites connectionPoolCallSites(ConnectionPoolProperties properties, BeanFactory beanFactory) {
		Collection<String> configured = properties.capture().applicationPackages();
		if (!configured.isEmpty()) {
			return new CallSites(configured);
		}
		return new CallSites(
				AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory) : List.of());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	SpringContextSource connectionPoolContextSource(ObjectProvider<ContextPart> parts,
			ObjectProvider<ContextContributor> contributors) {
		return new SpringContextSource(() -> parts.orderedStream().toList(),
				() -> contributors.orderedStream().toList());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	Judge connectionPoolJudge(ConnectionPoolProperties properties) {
		return new Judge(properties.leak().times());
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	Reporter connectionPoolReporter(Judge judge, ServerRegistry servers) {
		return new Reporter(judge, servers::backendPid);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	PoolMonitor connectionPoolMonitor(PoolRegistry pools, Reporter reporter) {
		return new PoolMonitor(pools, reporter);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	EventPublisher connectionPoolEventPublisher(ApplicationEventPublisher publisher) {
		return new EventPublisher(publisher);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	Watcher connectionPoolWatcher(ConnectionPoolProperties properties, PoolRegistry pools, PoolMonitor monitor,
			EventPublisher events, ObjectProvider<WatchListener> listeners) {
		return new Watcher(pools, properties.watchSettings(), monitor,
				new Broadcast(new Alerts(events), listeners::orderedStream));
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	RecordedResults connectionPoolRecordedResults(PoolRegistry pools) {
		return new RecordedResults(pools);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	WatcherLifecycle connectionPoolWatcherLifecycle(Watcher watcher, DatabaseWatcher databaseWatcher) {
		return new WatcherLifecycle(watcher, databaseWatcher);
	}

	/** HikariCP's pools keep their class. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HikariDataSource.class)
	@ImportRuntimeHints(HikariHints.class)
	static class HikariConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static HikariReplacement connectionPoolHikariReplacement(ObjectProvider<ConnectionPoolProperties> properties) {
			return new HikariReplacement((beanName) -> properties.getObject().exclude().contains(beanName));
		}

	}

}
