package io.github.connectionpool.evaluation.work;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The kinds of work an application does. Each method returns when the unit of work has
 * ended, and fails if it has failed. Thread-safe.
 */
@Component
public class Work {

	private final ServletWebServerApplicationContext server;

	private final Jobs.OfTasks tasks;

	private final Jobs.OfAsyncRequests asyncRequests;

	private final Jobs.OfStreams streams;

	private final Jobs.OfEvents events;

	private final Background background;

	private final TaskScheduler scheduler;

	private final JmsTemplate jms;

	private final ApplicationEventPublisher publisher;

	private final HttpClient http = HttpClient.newHttpClient();

	Work(ServletWebServerApplicationContext server, Jobs.OfTasks tasks, Jobs.OfAsyncRequests asyncRequests,
			Jobs.OfStreams streams, Jobs.OfEvents events, Background background, TaskScheduler scheduler,
			JmsTemplate jms, ApplicationEventPublisher publisher) {
		this.server = server;
		this.tasks = tasks;
		this.asyncRequests = asyncRequests;
		this.streams = streams;
		this.events = events;
		this.background = background;
		this.scheduler = scheduler;
		this.jms = jms;
		this.publisher = publisher;
	}

	/**
	 * In a servlet request.
	 * @param task what its handler does
	 * @throws Exception if it has failed
	 */
	public void request(Task task) throws Exception {
		Job job = new Job(task);
		String answer = get("/task/" + this.tasks.put(job));
		if (!answer.equals("done")) {
			job.fail(new IOException("The request was answered with " + answer));
		}
		job.await();
	}

	/**
	 * In a servlet request that ends when the task says so, not when its handler returns.
	 * @param task what its handler does
	 * @throws Exception if it has failed
	 */
	public void asyncRequest(AsyncTask task) throws Exception {
		expect("done", get("/async/" + this.asyncRequests.put(task)));
	}

	/**
	 * In a servlet request whose answer is streamed.
	 * @param task what its handler opens
	 * @param end the last of the answer
	 * @throws Exception if it has failed, or the answer is not whole
	 */
	public void stream(StreamTask task, String end) throws Exception {
		String answer = get("/stream/" + this.streams.put(task));
		if (!answer.endsWith(end)) {
			throw new IOException("The answer ended too early");
		}
	}

	/**
	 * In a servlet request that is answered with server-sent events.
	 * @param task what its handler begins
	 * @param end the data of the last event
	 * @throws Exception if it has failed, or the last event is missing
	 */
	public void events(EventTask task, String end) throws Exception {
		String answer = get("/events/" + this.events.put(task));
		if (!answer.strip().endsWith(end)) {
			throw new IOException("The events ended too early");
		}
	}

	/**
	 * A transaction manager as it would be if it were a bean.
	 * @param dataSource where its transactions borrow
	 * @return the manager
	 */
	public PlatformTransactionManager transactionManager(DataSource dataSource) {
		return (PlatformTransactionManager) this.server.getAutowireCapableBeanFactory()
			.initializeBean(new JdbcTransactionManager(dataSource), "transactionManager");
	}

	/**
	 * Let a {@code @TransactionalEventListener} work after the commit of the transaction
	 * that the calling thread is in.
	 * @param task the work of the listener
	 */
	public void afterCommit(Task task) {
		this.publisher.publishEvent(new AfterCommit.Committed(new Job(task)));
	}

	/**
	 * Call a slow service.
	 * @param time how long it takes
	 * @throws Exception if it has failed
	 */
	public void callSlowService(Duration time) throws Exception {
		expect("paid", get("/slow/" + time.toMillis()));
	}

	/**
	 * In an {@code @Async} method.
	 * @param task what it does
	 * @throws Exception if it has failed
	 */
	public void async(Task task) throws Exception {
		this.background.async(new Job(task)).get();
	}

	/**
	 * In a run of a {@code @Scheduled} method. These run one after the other, so it
	 * should be short.
	 * @param task what it does
	 * @throws Exception if it has failed
	 */
	public void scheduledRun(Task task) throws Exception {
		Job job = new Job(task);
		this.background.atNextRun(job);
		job.await();
	}

	/**
	 * In a task given to the application's {@code TaskScheduler}.
	 * @param task what it does
	 * @throws Exception if it has failed
	 */
	public void scheduledTask(Task task) throws Exception {
		Job job = new Job(task);
		Future<?> run = this.scheduler.schedule(() -> {
			try {
				job.run();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, Instant.now());
		run.get();
		job.await();
	}

	/**
	 * In a message listener.
	 * @param task what it does
	 * @throws Exception if it has failed
	 */
	public void message(Task task) throws Exception {
		Job job = new Job(task);
		this.jms.convertAndSend(Messages.QUEUE, this.tasks.put(job));
		job.await();
	}

	private String get(String path) throws IOException, InterruptedException {
		int port = Objects.requireNonNull(this.server.getWebServer()).getPort();
		URI uri = URI.create("http://localhost:" + port + path);
		return this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

	private static void expect(String expected, String answer) throws IOException {
		if (!answer.equals(expected)) {
			throw new IOException("The request was answered with " + answer);
		}
	}

}
