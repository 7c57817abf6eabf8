import django.db.models.deletion
import django.utils.timezone
import hub.common.ids
import hub.vocabularies.countries
import hub.workflow.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('unread_notices', models.PositiveIntegerField(default=0, editable=False)),
                ('public_id', hub.common.ids.PublicIdField()),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='E-mail address')),
                ('email_key', models.CharField(editable=False, max_length=254, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], default='en', max_length=10, verbose_name='Language')),
                ('timezone', models.CharField(default='Asia/Shanghai', max_length=50, verbose_name='Time zone')),
                ('phone', models.CharField(blank=True, max_length=16, verbose_name='Telephone')),
                ('is_active', models.BooleanField(default=True)),
                ('erasure_due_at', models.DateTimeField(blank=True, null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('admin', 'Administrator'), ('member', 'Member')], default='member', max_length=10)),
                ('joined_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', hub.common.ids.PublicIdField()),
                ('kind', models.CharField(choices=[('company', 'Company'), ('research', 'University or research institute'), ('testing', 'Testing body'), ('association', 'Association or alliance'), ('public', 'Public body'), ('individual', 'Individual')], default='company', max_length=20, verbose_name='Kind of organisation')),
                ('name_en', models.CharField(blank=True, max_length=160, verbose_name='Name in English')),
                ('name_zh', models.CharField(blank=True, max_length=160, verbose_name='Name in Chinese')),
                ('name_key_en', models.CharField(blank=True, db_index=True, editable=False, max_length=160)),
                ('name_key_zh', models.CharField(blank=True, db_index=True, editable=False, max_length=160)),
                ('source_lang', models.CharField(choices=[('en', 'English'), ('zh', 'Simplified Chinese')], default='en', max_length=2)),
                ('summary_en', models.CharField(blank=True, max_length=300, verbose_name='What it does, in English')),
                ('summary_zh', models.CharField(blank=True, max_length=300, verbose_name='What it does, in Chinese')),
                ('country', models.CharField(choices=hub.vocabularies.countries.country_choices, max_length=2, verbose_name='Country or region')),
                ('size', models.CharField(blank=True, choices=[('1', '1 person'), ('2-9', '2 to 9 people'), ('10-49', '10 to 49 people'), ('50-249', '50 to 249 people'), ('250-999', '250 to 999 people'), ('1000+', '1,000 people or more')], max_length=10, verbose_name='People who work there')),
                ('website', models.URLField(blank=True, verbose_name='Website')),
                ('phone', models.CharField(blank=True, help_text='E.164, shown to verifiers only', max_length=20, verbose_name='Telephone')),
                ('verification_level', models.PositiveSmallIntegerField(choices=[(0, 'Not verified'), (1, 'Contact confirmed'), (2, 'Documents checked'), (3, 'Checked by a third party'), (4, 'Checked on site')], default=0)),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('verified_until', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('members', models.ManyToManyField(related_name='organisations', through='accounts.Membership', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='membership',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.organisation'),
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', hub.workflow.models.StateSinceField(editable=False)),
                ('public_id', hub.common.ids.PublicIdField()),
                ('message', models.CharField(blank=True, max_length=300, verbose_name='Who you are there')),
                ('state', hub.workflow.models.StateField(choices=[('asked', 'Waiting for an answer'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', hub.common.ids.PublicIdField()),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('role', models.CharField(choices=[('admin', 'Administrator'), ('member', 'Member')], default='member', max_length=10)),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], default='en', max_length=10)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('uses_allowed', models.PositiveSmallIntegerField(default=1)),
                ('uses', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='OrganisationIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('uscc', 'Unified social credit code (mainland China)'), ('lei', 'Legal entity identifier (LEI)'), ('vat', 'VAT number'), ('other', 'Other registration number')], max_length=8)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('value', models.CharField(max_length=40)),
                ('added_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='accounts.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state_since', hub.workflow.models.StateSinceField(editable=False)),
                ('public_id', hub.common.ids.PublicIdField()),
                ('role', models.CharField(choices=[('verifier', 'Verifier'), ('reviewer', 'Reviewer'), ('publisher', 'Publisher'), ('editor', 'Editor'), ('approver', 'Approver'), ('moderator', 'Moderator'), ('treasurer', 'Treasurer'), ('auditor', 'Auditor'), ('superuser', 'Superuser')], max_length=20)),
                ('state', hub.workflow.models.StateField(choices=[('proposed', 'Proposed'), ('active', 'Active'), ('refused', 'Not confirmed'), ('withdrawn', 'Withdrawn'), ('ended', 'Ended')], default='proposed', max_length=12)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('proposed_at', models.DateTimeField()),
                ('granted_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', hub.common.ids.PublicIdField()),
                ('session_key', models.CharField(max_length=40, unique=True)),
                ('user_agent', models.CharField(blank=True, max_length=300)),
                ('network', models.CharField(blank=True, max_length=50)),
                ('signed_in_at', models.DateTimeField()),
                ('last_seen_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='InvitationUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('used_at', models.DateTimeField()),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used_by', to='accounts.invitation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('invitation', 'user'), name='invitationuse_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_zh', ''), _negated=True), name='organisation_named'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('verification_level__lte', 4)), name='organisation_level'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('organisation', 'user'), name='membership_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['admin', 'member'])), name='membership_role'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'accepted', 'declined', 'withdrawn'])), name='joinrequest_state'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('organisation', 'user'), name='joinrequest_one_open'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('uses__lte', models.F('uses_allowed'))), name='invitation_uses'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), ('uses_allowed', 1), _connector='OR'), name='invitation_one_by_mail'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), ('role', 'member'), _connector='OR'), name='invitation_link_members'),
        ),
        migrations.AddIndex(
            model_name='organisationidentifier',
            index=models.Index(fields=['scheme', 'value'], name='identifier_value'),
        ),
        migrations.AddConstraint(
            model_name='organisationidentifier',
            constraint=models.UniqueConstraint(fields=('organisation', 'scheme', 'country', 'value'), name='identifier_once'),
        ),
        migrations.AddConstraint(
            model_name='organisationidentifier',
            constraint=models.CheckConstraint(condition=models.Q(('scheme__in', ['uscc', 'lei', 'vat', 'other']), models.Q(('value', ''), _negated=True)), name='identifier_scheme'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['verifier', 'reviewer', 'publisher', 'editor', 'approver', 'moderator', 'treasurer', 'auditor', 'superuser'])), name='rolegrant_role'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'active', 'refused', 'withdrawn', 'ended'])), name='rolegrant_state'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('user')), _negated=True), _connector='OR'), name='rolegrant_two_people'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'active'])), fields=('user', 'role'), name='rolegrant_once'),
        ),
        migrations.AddIndex(
            model_name='signin',
            index=models.Index(fields=['user', '-last_seen_at'], name='signin_of_person'),
        ),
    ]
