package io.github.connectionpool.internal.product;

import java.util.Objects;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

import io.github.connectionpool.internal.pool.PoolLimit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * By reflection, since classes of UCP cannot be compiled against without warnings.
 */
class UcpLimitTests {

	private final DataSource dataSource = dataSource();

	private final BeanWrapper ucp = PropertyAccessorFactory.forBeanPropertyAccess(this.dataSource);

	private final PoolLimit limit = new UcpLimit(this.dataSource);

	@Test
	void isTheDefaultUntilItIsSet() {
		assertThat(this.limit.property()).isEqualTo("max-pool-size");
		assertThat(this.limit.isDefault()).isTrue();
		this.limit.set(7, (property) -> false);
		assertThat(this.limit.isDefault()).isFalse();
		assertThat(this.ucp.getPropertyValue("maxPoolSize")).isEqualTo(7);
	}

	@Test
	void theMinimumIsTheLargerOfWhatIsKeptAndWhatIsOpenedAtFirst() {
		// UCP itself keeps one
		assertThat(this.limit.minimum()).isLessThanOrEqualTo(1);
		this.ucp.setPropertyValue("minPoolSize", 2);
		assertThat(this.limit.minimum()).isEqualTo(2);
		this.ucp.setPropertyValue("initialPoolSize", 5);
		assertThat(this.limit.minimum()).isEqualTo(5);
	}

	@Test
	void isFoundByItsType() {
		PoolLimit found = new PoolProducts(null, () -> (other) -> null).limit(this.dataSource);
		assertThat(found).isInstanceOf(UcpLimit.class);
		assertThat(Objects.requireNonNull(found).isDefault()).isTrue();
	}

	private static DataSource dataSource() {
		try {
			return (DataSource) Class.forName("oracle.ucp.jdbc.PoolDataSourceFactory")
				.getMethod("getPoolDataSource")
				.invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
