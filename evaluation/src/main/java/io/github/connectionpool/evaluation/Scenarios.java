package io.github.connectionpool.evaluation;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.innocent.AfterCommit;
import io.github.connectionpool.evaluation.scenario.innocent.AsyncRequest;
import io.github.connectionpool.evaluation.scenario.innocent.Batch;
import io.github.connectionpool.evaluation.scenario.innocent.Chain;
import io.github.connectionpool.evaluation.scenario.innocent.Chunks;
import io.github.connectionpool.evaluation.scenario.innocent.Cursors;
import io.github.connectionpool.evaluation.scenario.innocent.Dedicated;
import io.github.connectionpool.evaluation.scenario.innocent.HandOff;
import io.github.connectionpool.evaluation.scenario.innocent.Listen;
import io.github.connectionpool.evaluation.scenario.innocent.LockConnection;
import io.github.connectionpool.evaluation.scenario.innocent.LongTransaction;
import io.github.connectionpool.evaluation.scenario.innocent.OpenInView;
import io.github.connectionpool.evaluation.scenario.innocent.Parameters;
import io.github.connectionpool.evaluation.scenario.innocent.Reader;
import io.github.connectionpool.evaluation.scenario.innocent.ShortBorrows;
import io.github.connectionpool.evaluation.scenario.innocent.SlowQuery;
import io.github.connectionpool.evaluation.scenario.innocent.Streaming;
import io.github.connectionpool.evaluation.scenario.innocent.Waiting;
import io.github.connectionpool.evaluation.scenario.innocent.WorkerHolds;
import io.github.connectionpool.evaluation.scenario.leak.AroundTransaction;
import io.github.connectionpool.evaluation.scenario.leak.BesideTransaction;
import io.github.connectionpool.evaluation.scenario.leak.ChainedTemporary;
import io.github.connectionpool.evaluation.scenario.leak.CleanUpThrows;
import io.github.connectionpool.evaluation.scenario.leak.EndedExecutor;
import io.github.connectionpool.evaluation.scenario.leak.HandedOn;
import io.github.connectionpool.evaluation.scenario.leak.HeldOverLoop;
import io.github.connectionpool.evaluation.scenario.leak.InitFails;
import io.github.connectionpool.evaluation.scenario.leak.KeptInField;
import io.github.connectionpool.evaluation.scenario.leak.LostInChain;
import io.github.connectionpool.evaluation.scenario.leak.LostOnException;
import io.github.connectionpool.evaluation.scenario.leak.NeverClosed;
import io.github.connectionpool.evaluation.scenario.leak.OnWorker;
import io.github.connectionpool.evaluation.scenario.leak.OnceCleared;
import io.github.connectionpool.evaluation.scenario.leak.OpenCursor;
import io.github.connectionpool.evaluation.scenario.leak.PartialBatch;
import io.github.connectionpool.evaluation.scenario.leak.WayOut;
import io.github.connectionpool.evaluation.scenario.learned.BuiltSql;
import io.github.connectionpool.evaluation.scenario.learned.Crowd;
import io.github.connectionpool.evaluation.scenario.learned.FiftyLines;
import io.github.connectionpool.evaluation.scenario.learned.Jpa;
import io.github.connectionpool.evaluation.scenario.learned.NoStatement;
import io.github.connectionpool.evaluation.scenario.learned.OwnThread;
import io.github.connectionpool.evaluation.scenario.learned.Template;
import io.github.connectionpool.evaluation.scenario.learned.TwoLines;

/**
 * All scenarios.
 */
public final class Scenarios {

	private Scenarios() {
	}

	/**
	 * All of them.
	 * @return leaks first
	 */
	public static List<Candidate> all() {
		return Stream.concat(leaks().stream(), innocents().stream()).toList();
	}

	private static List<Candidate> leaks() {
		return candidates(List.of(BesideTransaction::new, ChainedTemporary.ToMetaData::new,
				ChainedTemporary.ToStatement::new, ChainedTemporary.ToPreparedStatement::new,
				CleanUpThrows.AtRollback::new, CleanUpThrows.AtNullResult::new, CleanUpThrows.AtSavepoint::new,
				HeldOverLoop.ThatEnds::new, HeldOverLoop.ThatGoesOn::new, InitFails.InConstructor::new,
				InitFails.InFactory::new, InitFails.InWarmUp::new, KeptInField.InRequest::new, KeptInField.InAsync::new,
				KeptInField.InScheduledRun::new, KeptInField.InListener::new, KeptInField.InExecutorTask::new,
				KeptInField.InForkJoinTask::new, KeptInField.InThreadThatEnds::new, KeptInField.InVirtualThread::new,
				KeptInField.InThreadLocal::new, KeptInField.InAsyncRequest::new, LostOnException.InRequest::new,
				LostOnException.InAsync::new, LostOnException.InExecutorTask::new, LostOnException.InVirtualThread::new,
				LostOnException.InScheduledRun::new, LostOnException.WithoutRelease::new, NeverClosed.InRequest::new,
				NeverClosed.InThreadThatEnds::new, NeverClosed.InListener::new, NeverClosed.ByStream::new,
				PartialBatch.KthOfN::new, PartialBatch.SourceAndTarget::new, WayOut.EarlyReturn::new,
				WayOut.FailedRetry::new, WayOut.Overwritten::new, AroundTransaction.NeverEnded::new,
				AroundTransaction.AfterCommit::new, AroundTransaction.LazyFetch::new, EndedExecutor.ShutDown::new,
				EndedExecutor.OneMoreTask::new, EndedExecutor.KeepAlive::new, EndedExecutor.Trimmed::new,
				EndedExecutor.TimerCancelled::new, EndedExecutor.TimerWaits::new, EndedExecutor.CommonPool::new,
				HandedOn.AfterParameters::new, HandedOn.AfterHeartbeat::new, LostInChain.OfFuture::new,
				LostInChain.OfMono::new, LostInChain.OfReference::new, OnWorker.QuartzFirst::new,
				OnWorker.QuartzLater::new, OnWorker.CoroutineFirst::new, OnWorker.CoroutineLater::new,
				OnWorker.NettyFirst::new, OnWorker.NettyLater::new, OnWorker.ReactorFirst::new,
				OnWorker.ReactorLater::new, OnWorker.LoopFirst::new, OnWorker.LoopLater::new, OnceCleared.ByUse::new,
				OnceCleared.ByReturn::new, OpenCursor.OfBatch::new, OpenCursor.OfMyBatis::new, OpenCursor.OfJooq::new,
				OpenCursor.OfTemplate::new, OpenCursor.OfEntityManager::new, OpenCursor.OfAnswer::new,
				OpenCursor.OfEvents::new));
	}

	/**
	 * Leaks that are no others for a detector than those of the scorecard, and harder for
	 * one that learns lines from healthy borrows.
	 * @return only those that are not among all
	 */
	public static List<Candidate> practised() {
		return candidates(List.of(TwoLines.OneInTwo::new, TwoLines.OneInTen::new, TwoLines.OneInHundred::new,
				NoStatement::new, OwnThread.Numbered::new, OwnThread.Unnamed::new, OwnThread.RandomName::new,
				FiftyLines.OwnStatements::new, FiftyLines.OneStatement::new, BuiltSql.Literals::new,
				BuiltSql.Lists::new, BuiltSql.Conditions::new, Template.NamedParameters::new, Template.Client::new,
				Jpa.OpenInView::new, Jpa.ClosedInView::new, Crowd::new));
	}

	private static List<Candidate> innocents() {
		return candidates(List.of(AsyncRequest::new, Batch.InScheduledTask::new, Batch.InExecutorTask::new,
				Batch.InListener::new, Batch.InVirtualThread::new, Dedicated::new, HandOff.UsedSteadily::new,
				HandOff.UsedWithPauses::new, HandOff.AfterTheAnswer::new, HandOff.LeftIdle::new, Listen.Marked::new,
				Listen.Unwrapped::new, LongTransaction.WithStatements::new, LongTransaction.DuringHttpCall::new,
				LongTransaction.Nested::new, LongTransaction.ThroughProxy::new, OpenInView::new,
				Reader.OfStatement::new, Reader.OfMetaData::new, Reader.OfLargeObject::new, Reader.OfArray::new,
				ShortBorrows::new, SlowQuery.ByTemplate::new, SlowQuery.ByCall::new, Streaming.RowByRow::new,
				Streaming.OnlyResultSet::new, Streaming.ResponseBody::new, Waiting.ForRow::new,
				Waiting.ForJavaLock::new, Waiting.AtBreakpoint::new, AfterCommit.Eager::new, AfterCommit.Lazy::new,
				AfterCommit.RequiresNew::new, Chain.OfFutures::new, Chain.OfFlux::new, Chain.OfCoroutines::new,
				Chunks::new, Cursors.OfBatch::new, Cursors.OfMyBatis::new, Cursors.OfJooq::new, Cursors.OfTemplate::new,
				Cursors.OfCopy::new, Cursors.OfNotifications::new, Cursors.OfEntityManager::new, Cursors.OfEvents::new,
				Cursors.OfAnswer::new, LockConnection.QuickHeartbeat::new, LockConnection.SlowHeartbeat::new,
				LockConnection.Marked::new, Parameters.OfBatch::new, Parameters.OfRow::new, Parameters.OfSession::new,
				WorkerHolds.OfQuartz::new, WorkerHolds.OfCoroutine::new, WorkerHolds.OfNetty::new,
				WorkerHolds.OfReactor::new, WorkerHolds.OfTimer::new, WorkerHolds.OfForkJoin::new,
				WorkerHolds.OfFuture::new, WorkerHolds.OfOwnLoop::new));
	}

	private static List<Candidate> candidates(List<Supplier<Scenario>> factories) {
		return factories.stream().map(Candidate::of).toList();
	}

}
