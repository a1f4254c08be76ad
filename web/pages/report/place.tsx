import { Form, Input, Select, type FormInstance } from 'antd';
import { useEffect } from 'react';
import { useKept } from '../../offline/kept.ts';
import { useOnline } from '../../offline/online.ts';
import { TOWNSHIPS } from '../../offline/start.ts';
import type { ReportValues } from './defaults.ts';
import { Here } from './here.tsx';

/** The place in words; where the device stands is added to them. */
export function Place({ form }: { readonly form: FormInstance<ReportValues> }) {
  return (
    <Form.Item label="地点" htmlFor="place" required>
      <Form.Item
        name="place"
        noStyle
        rules={[
          { required: true, whitespace: true, message: '请写明地点' },
          { max: 500, message: '最多500个字' },
        ]}
      >
        <Input.TextArea
          id="place"
          size="large"
          placeholder="单位、路段或具体部位"
          autoSize={{ minRows: 1, maxRows: 4 }}
        />
      </Form.Item>
      <Here
        onPlace={(words) => {
          const before = ((form.getFieldValue('place') as string | undefined) ?? '')
            .replace(/（北纬[^）]*）/, '')
            .trim();
          form.setFieldValue('place', `${before}${words}`);
          void form.validateFields(['place']);
        }}
      />
    </Form.Item>
  );
}

/** The township: that of one's own unit unless another is picked. */
export function Region({ form, unit }: { readonly form: FormInstance<ReportValues>; readonly unit: string }) {
  const own = useKept(`/v1/registers/units/${unit}`).data?.region ?? null;
  const towns = useKept(TOWNSHIPS).data?.items;
  const isOnline = useOnline();
  useEffect(() => {
    if (own !== null && form.getFieldValue('region') === undefined) form.setFieldValue('region', own);
  }, [own, form]);
  return (
    <Form.Item
      name="region"
      label="所属乡镇"
      // Where none is known, as without a network on a new device, the report is kept all the same.
      rules={[{ required: towns !== undefined, message: '请选择所属乡镇' }]}
      {...(towns === undefined && !isOnline ? { extra: '没有网络，暂不能选择乡镇：可先上报，联网后补选。' } : {})}
    >
      <Select
        size="large"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="选择乡镇、街道"
        options={(towns ?? []).map(({ id, name, shortName }) => ({
          value: id,
          label: shortName ?? name,
        }))}
        loading={towns === undefined && isOnline}
        labelRender={({ label }) => label ?? '本单位所在乡镇'}
      />
    </Form.Item>
  );
}
