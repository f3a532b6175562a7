package io.github.connectionpool.internal.product;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.spi.PoolProduct;

/**
 * Logs the faults of a pool product that the application brings: the first of each
 * method, with the name of the class and the values that are allowed. Thread-safe.
 */
final class ProductFaults {

	private static final Log logger = LogFactory.getLog(PoolProduct.class);

	private final String product;

	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	ProductFaults(PoolProduct product) {
		this.product = product.getClass().getName();
	}

	/**
	 * Logs a fault, unless one of the same method has been logged.
	 * @param method the method with its parameters
	 * @param fault the rest of the sentence
	 * @param allowed a sentence on the allowed values
	 */
	void log(String method, String fault, String allowed, @Nullable Throwable failure) {
		if (this.logged.add(method)) {
			logger.warn(text(method, fault, allowed) + " The application is not affected, and further faults of this"
					+ " method are not logged.", failure);
		}
	}

	String text(String method, String fault, String allowed) {
		return "The pool product " + this.product + " is faulty: " + method + " " + fault + ". " + allowed;
	}

}
