package io.github.connectionpool.internal.context;

import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

import io.github.connectionpool.internal.recording.BorrowTrace;
import io.github.connectionpool.internal.recording.ContextSource;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.spi.ContextContributor;

/**
 * Reads the state that Spring and the application have bound to the calling thread.
 * Before all singletons are made it knows the transaction only: the first borrows are
 * made by the beans that are being made. Thread-safe.
 */
public final class SpringContextSource implements ContextSource, SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(SpringContextSource.class);

	private final Supplier<List<ContextPart>> parts;

	private final Supplier<List<ContextContributor>> contributors;

	private volatile ContextParts known = new ContextParts();

	/**
	 * Create.
	 * @param parts the parts whose libraries are on the class path
	 * @param contributors the contributors of the application, in their order
	 */
	public SpringContextSource(Supplier<List<ContextPart>> parts, Supplier<List<ContextContributor>> contributors) {
		this.parts = parts;
		this.contributors = contributors;
	}

	@Override
	public void afterSingletonsInstantiated() {
		ContextParts known = new ContextParts();
		this.parts.get().forEach((part) -> part.addTo(known));
		addContributors(known);
		this.known = known;
	}

	private void addContributors(ContextParts known) {
		try {
			List<ContextContributor> contributors = this.contributors.get();
			if (!contributors.isEmpty()) {
				known.contributors(new ContextContributors(contributors));
			}
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("The beans of type " + ContextContributor.class.getName() + " could not be made. Checkouts are"
					+ " shown without the context that they contribute.", ex);
		}
	}

	@Override
	public CheckoutContext current() {
		return this.known.current();
	}

	@Override
	public BorrowTrace trace() {
		return this.known.trace();
	}

}
