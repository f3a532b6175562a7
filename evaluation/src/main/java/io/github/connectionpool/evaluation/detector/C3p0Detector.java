package io.github.connectionpool.evaluation.detector;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * c3p0's {@code unreturnedConnectionTimeout} with
 * {@code debugUnreturnedConnectionStackTraces}: connections that are held for that long
 * are destroyed.
 */
final class C3p0Detector extends Detector {

	/** The log does not name the pool; the thread that writes it does. */
	private static final Pattern POOL_OF_THREAD = Pattern.compile("dataSourceName->([^]]+)]");

	private final EvaluationDatabase database;

	private final Duration timeout;

	private final Pools pools = new Pools();

	C3p0Detector(EvaluationDatabase database, Duration timeout) {
		this.database = database;
		this.timeout = timeout;
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		LogCapture.of("com.mchange.v2.resourcepool.BasicResourcePool", Level.INFO, this::onLog);
	}

	private void onLog(ILoggingEvent event) {
		Matcher pool = POOL_OF_THREAD.matcher(event.getThreadName());
		if (pool.find() && event.getFormattedMessage().contains("overdue")) {
			add(Detection.reported(pool.group(1), LogCapture.text(event)));
		}
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		ComboPooledDataSource dataSource = new ComboPooledDataSource();
		dataSource.setDataSourceName(pool.name());
		dataSource.setJdbcUrl(this.database.url());
		dataSource.setUser(EvaluationDatabase.USER);
		dataSource.setPassword(EvaluationDatabase.PASSWORD);
		dataSource.setMaxPoolSize(pool.size());
		dataSource.setMinPoolSize(0);
		dataSource.setInitialPoolSize(0);
		dataSource.setAcquireIncrement(1);
		dataSource.setNumHelperThreads(1);
		dataSource.setCheckoutTimeout(CONNECTION_TIMEOUT_MILLIS);
		dataSource.setUnreturnedConnectionTimeout((int) this.timeout.toSeconds());
		dataSource.setDebugUnreturnedConnectionStackTraces(true);
		this.pools.add(dataSource);
		return dataSource;
	}

	@Override
	public void closePools() {
		this.pools.close();
	}

}
