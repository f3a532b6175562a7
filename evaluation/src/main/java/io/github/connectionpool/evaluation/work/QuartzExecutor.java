package io.github.connectionpool.evaluation.work;

import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * A Quartz scheduler with the ten workers of Quartz's own pool. Each task is a job that
 * starts at once.
 */
public final class QuartzExecutor implements Executor, AutoCloseable {

	private static final String TASK = "task";

	private final Scheduler scheduler;

	/**
	 * Start a scheduler.
	 * @param name unique name
	 */
	public QuartzExecutor(String name) {
		Properties properties = new Properties();
		properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, name);
		properties.setProperty(StdSchedulerFactory.PROP_THREAD_POOL_CLASS, "org.quartz.simpl.SimpleThreadPool");
		properties.setProperty("org.quartz.threadPool.threadCount", "10");
		properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
		properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
		try {
			this.scheduler = new StdSchedulerFactory(properties).getScheduler();
			this.scheduler.start();
		}
		catch (SchedulerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void execute(Runnable task) {
		JobDataMap data = new JobDataMap();
		data.put(TASK, task);
		try {
			this.scheduler.scheduleJob(JobBuilder.newJob(RunsTask.class).usingJobData(data).build(),
					TriggerBuilder.newTrigger().startNow().build());
		}
		catch (SchedulerException ex) {
			throw new RejectedExecutionException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.scheduler.shutdown();
		}
		catch (SchedulerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Made by Quartz for each run. */
	public static final class RunsTask implements org.quartz.Job {

		@Override
		public void execute(JobExecutionContext context) {
			Runnable task = (Runnable) Objects.requireNonNull(context.getMergedJobDataMap().get(TASK));
			task.run();
		}

	}

}
