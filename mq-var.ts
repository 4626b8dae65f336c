import { firstStep } from './src/experiments/giant/claims/first-step.ts';
import { createLab } from './src/experiments/lab.ts';
import { linearTargetAlignment } from './src/theory/giant-step-laws-linear.ts';
import { rowAlignment, samplesAt } from './src/theory/giant-step-laws.ts';
import { leapTwo, leapThree, reluMoments } from './src/experiments/giant/claims/leap-steps.ts';
const lab = createLab({});
const H = [0,1,1,1];
const c5 = { width: 8, expression: 'z1' }, c6 = { width: 32, expression: 'He2(z1)/sqrt(2)', dimPower: .5 };
const r = { width: 32, expression: 'He3(z1)', dimPower: 1, activation: 'relu' }, h = { ...r, activation: 'hermite', hermite: H };
const l5 = (d:number,n:number)=>linearTargetAlignment(d,n,1), l6=(d:number,n:number)=>rowAlignment(leapTwo,d,n);
const lr=(d:number,n:number)=>rowAlignment(leapThree(reluMoments),d,n), lh=(d:number,n:number)=>rowAlignment(leapThree({coefficients:H,slopeSquare:2.5}),d,n);
const arms: [string, any, any, number, number, number][] = [
 ...[.25,.5,.75,1].flatMap(p=>[32,64,512].map(d=>['C5',c5,l5,p,d,d===512&&p===1?60:d===512?200:400] as any)),
 ...[1,1.5,2].flatMap(p=>[24,32,128].map(d=>['C6',c6,l6,p,d,d===128?(p===2?30:80):200] as any)),
 ...[1.5,3].flatMap(p=>[8,12,24,36].flatMap(d=>[['C17r',r,lr,p,d,d===36&&p===3?40:d===24&&p===3?150:500],['C17h',h,lh,p,d,d===36&&p===3?40:d===24&&p===3?150:500]] as any)),
];
for (const [name, s, law, p, d, k] of arms) {
  const n = samplesAt(d, p); const settings = { inputDim: d, batchSize: n, ...s };
  for (let i=0;i<3;i++) firstStep.run({ settings, seed: 90000+i }, lab);
  const t = process.cpuUsage(); const v: number[] = [];
  for (let i=0;i<k;i++) v.push(firstStep.run({ settings, seed: 50000+i }, lab).alignment! ** 2);
  const u = process.cpuUsage(t); const m = v.reduce((a,b)=>a+b)/k; const sd = Math.sqrt(v.reduce((a,b)=>a+(b-m)**2,0)/(k-1));
  console.log(`${name} p=${p} d=${d} n=${n} ms=${((u.user+u.system)/1000/k).toFixed(2)} ln rms=${(.5*Math.log(m)).toFixed(4)} ± ${(sd/m/2/Math.sqrt(k)).toFixed(4)} law ${Math.log(law(d,n)).toFixed(4)} rel sd (of ln rms) ${(sd/m/2).toFixed(3)}`);
}
