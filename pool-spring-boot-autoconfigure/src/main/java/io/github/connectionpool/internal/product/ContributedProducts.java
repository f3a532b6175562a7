package io.github.connectionpool.internal.product;

import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.spi.PoolProduct;

/**
 * The products that the application teaches. Their beans are made for the first data
 * source. Thread-safe.
 */
final class ContributedProducts {

	private static final Log logger = LogFactory.getLog(PoolProduct.class);

	private final Supplier<List<PoolProduct>> beans;

	private volatile @Nullable List<KnownProduct> products;

	private volatile boolean failureLogged;

	ContributedProducts(Supplier<List<PoolProduct>> beans) {
		this.beans = beans;
	}

	/** All of them, in their order; none as long as their beans cannot be made. */
	List<KnownProduct> all() {
		List<KnownProduct> products = this.products;
		if (products == null) {
			try {
				products = guarded(this.beans.get());
				this.products = products;
			}
			catch (RuntimeException | LinkageError ex) {
				logFailure(ex);
				return List.of();
			}
		}
		return products;
	}

	private static List<KnownProduct> guarded(List<PoolProduct> beans) {
		if (beans.isEmpty()) {
			return List.of();
		}
		// one reading for each pool at a time, so that the threads are bounded
		ThreadPoolExecutor reader = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
				new SynchronousQueue<>(), ContributedProducts::thread);
		return beans.stream().<KnownProduct>map((bean) -> new ContributedProduct(bean, reader)).toList();
	}

	/** A borrower that fails may be first to ask: its thread-locals are its own. */
	private static Thread thread(Runnable task) {
		Thread thread = new Thread(null, task, "connection-pool-reader", 0, false);
		thread.setContextClassLoader(ContributedProducts.class.getClassLoader());
		thread.setDaemon(true);
		return thread;
	}

	private void logFailure(Throwable ex) {
		if (!this.failureLogged) {
			this.failureLogged = true;
			logger.warn("The beans of type " + PoolProduct.class.getName() + " could not be made for the first data"
					+ " source. They must not depend on a data source. The pools of these products are not monitored.",
					ex);
		}
	}

}
