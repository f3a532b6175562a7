package io.github.connectionpool.evaluation.detector;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.event.CheckoutCleared;
import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.event.CheckoutReclaimed;
import io.github.connectionpool.event.CheckoutSuspected;
import io.github.connectionpool.event.PoolDeadlocked;
import io.github.connectionpool.report.CheckoutReport;

/**
 * The starter of this project on HikariCP, as an application gets it: each pool is a bean
 * and the detections are its application events.
 */
final class StarterDetector extends Detector {

	private final EvaluationDatabase database;

	private final Map<String, String> properties;

	private final Pools pools = new Pools();

	private @Nullable ConfigurableApplicationContext context;

	StarterDetector(EvaluationDatabase database, Map<String, String> properties) {
		this.database = database;
		this.properties = properties;
	}

	@Override
	public Map<String, String> properties() {
		return this.properties;
	}

	@Override
	public void prepare(GenericApplicationContext context, List<PoolRequest> pools) {
		for (PoolRequest pool : pools) {
			context.registerBean(pool.name(), HikariDataSource.class,
					() -> this.pools.add(HikariDetector.hikari(pool, this.database.driver())));
		}
		context.addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) this::onEvent);
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		if (this.context == null) {
			throw new IllegalStateException("The application has not started");
		}
		return this.context.getBean(pool.name(), DataSource.class);
	}

	private void onEvent(PayloadApplicationEvent<?> event) {
		if (event.getPayload() instanceof CheckoutSuspected suspected) {
			say(suspected.checkout(), Kind.SUSPECT);
		}
		else if (event.getPayload() instanceof CheckoutLeaked leaked) {
			say(leaked.checkout(), Kind.LEAKED);
		}
		else if (event.getPayload() instanceof CheckoutCleared cleared) {
			say(cleared.checkout(), cleared.returned() ? Kind.RETURNED : Kind.CLEARED);
		}
		else if (event.getPayload() instanceof CheckoutReclaimed reclaimed) {
			say(reclaimed.checkout(), Kind.RECLAIMED);
		}
		else if (event.getPayload() instanceof PoolDeadlocked deadlocked) {
			add(new Detection(deadlocked.deadlock().pool(), System.nanoTime(), Kind.DEADLOCKED, null, null,
					deadlocked.deadlock().text()));
		}
	}

	/** Only the call site counts: the stack names the line for each detector. */
	private void say(CheckoutReport checkout, Kind kind) {
		String callSite = checkout.callSite();
		Enum<?> reason = checkout.judgement().reason();
		add(new Detection(checkout.pool(), System.nanoTime(), kind, (reason != null) ? reason.name() : null,
				checkout.id(), (callSite != null) ? callSite : ""));
	}

	/** All at once, before the application closes them one after the other. */
	@Override
	public void closePools() {
		this.pools.close();
	}

}
