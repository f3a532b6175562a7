package io.github.connectionpool.evaluation.scenario.learned;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Persistence;
import io.github.connectionpool.evaluation.scenario.Practised;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * With JPA, Spring and Hibernate borrow for all. Two thirds of the borrows of a request
 * are for its transaction; a session that is not closed leaks.
 */
public final class Jpa {

	private static final int EVERY = 3;

	private static final String AUDIT = "select count(*) from stock where quantity < 0";

	private static final String ORDER = "select note from orders where id = 1";

	private Jpa() {
	}

	private static EntityManager audit(EntityManager session) {
		session.createNativeQuery(AUDIT, Long.class).getSingleResult();
		return session;
	}

	private static void order(SessionFactory factory) {
		new TransactionTemplate(new JpaTransactionManager(factory)).executeWithoutResult((status) -> {
			EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(factory);
			if (session == null) {
				throw new IllegalStateException("The transaction has no session");
			}
			session.createNativeQuery(ORDER, String.class).getResultList();
		});
	}

	/** In a request. */
	private abstract static class InRequest implements Practised {

		private final Statements.Shelf shelf = new Statements.Shelf();

		private final AtomicInteger borrows = new AtomicInteger();

		@Override
		public final void practise(Run run) throws Exception {
			SessionFactory factory = Persistence.factory(run);
			run.work().request(() -> inView(factory, () -> {
				if (this.borrows.incrementAndGet() % EVERY == 0) {
					audit(factory.createEntityManager()).close();
				}
				else {
					order(factory);
				}
			}));
		}

		@Override
		public final void run(Run run) throws Exception {
			SessionFactory factory = Persistence.factory(run);
			run.work().request(() -> inView(factory, () -> this.shelf.keep(audit(factory.createEntityManager()))));
			run.workEnded();
		}

		abstract void inView(SessionFactory factory, Runnable handler);

	}

	/** A session for the whole request. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "audit",
			says = "A request with open-in-view opens an EntityManager of its own beside that of the view, and never closes it.")
	public static final class OpenInView extends InRequest {

		@Override
		void inView(SessionFactory factory, Runnable handler) {
			Session view = factory.openSession();
			TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(view));
			try {
				handler.run();
			}
			finally {
				TransactionSynchronizationManager.unbindResource(factory);
				view.close();
			}
		}

	}

	/** Sessions only in transactions. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "audit",
			says = "A request without open-in-view opens an EntityManager beside its transactions, and never closes it.")
	public static final class ClosedInView extends InRequest {

		@Override
		void inView(SessionFactory factory, Runnable handler) {
			handler.run();
		}

	}

}
